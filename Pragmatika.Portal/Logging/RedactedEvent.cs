using System.Globalization;
using Serilog.Events;
using Serilog.Parsing;

namespace Pragmatika.Portal.Logging;

/// <summary>
/// An event as it may leave the process through a sink that takes it apart: message, every property at any depth, and the exception are redacted. Some secrets show only in the whole
/// line (<c>password={Value}</c>), so the line is redacted first, and what it lost its properties lose, too.
/// </summary>
internal sealed class RedactedEvent
{
    private const string Gone = "***";

    private readonly LogEvent _event;
    private readonly string _rendered;
    private readonly string _line;

    private RedactedEvent(LogEvent logEvent)
    {
        _event = logEvent;
        _rendered = logEvent.RenderMessage(CultureInfo.InvariantCulture);
        _line = SecretRedactor.Redact(_rendered);
    }

    public static LogEvent Of(LogEvent logEvent) => new RedactedEvent(logEvent).Make();

    private LogEvent Make() => new(
        _event.Timestamp,
        _event.Level,
        _event.Exception is null ? null : new RedactedException(SecretRedactor.Redact(_event.Exception.ToString())),
        _line == _rendered ? _event.MessageTemplate : new MessageTemplateParser().Parse(_line.Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal)),
        _event.Properties.Select(property => new LogEventProperty(property.Key, Value(property.Key, property.Value))),
        _event.TraceId ?? default,
        _event.SpanId ?? default);

    private LogEventPropertyValue Value(string name, LogEventPropertyValue value) => value switch
    {
        ScalarValue { Value: null or bool or Guid or DateTime or DateTimeOffset or TimeSpan or Enum } plain => plain,
        ScalarValue scalar => Scalar(name, scalar),
        SequenceValue list => new SequenceValue(list.Elements.Select(element => Value(name, element))),
        StructureValue thing => new StructureValue(thing.Properties.Select(property => new LogEventProperty(property.Name, Value(property.Name, property.Value))), thing.TypeTag),
        DictionaryValue map => new DictionaryValue(map.Elements.Select(pair => KeyValuePair.Create(Scalar(name, pair.Key), Value(pair.Key.Value?.ToString() ?? name, pair.Value)))),
        _ => new ScalarValue(SecretRedactor.Redact(value.ToString(null, CultureInfo.InvariantCulture))),
    };

    private ScalarValue Scalar(string name, ScalarValue scalar)
    {
        var text = Convert.ToString(scalar.Value, CultureInfo.InvariantCulture) ?? string.Empty;
        var redacted = SecretRedactor.Redact(text);
        var isNamedSecret = SecretRedactor.Redact($"{name}={redacted}") != $"{name}={redacted}";
        var isLostFromTheLine = redacted.Length > 0 && _rendered.Contains(redacted, StringComparison.Ordinal) && !_line.Contains(redacted, StringComparison.Ordinal);
        return isNamedSecret || isLostFromTheLine ? new ScalarValue(Gone) : redacted == text ? scalar : new ScalarValue(redacted);
    }

    /// <summary>Only the text of the exception goes on: a sink that walks an exception meets nothing but this.</summary>
    private sealed class RedactedException(string text) : Exception(text)
    {
        public override string ToString() => Message;
    }
}
