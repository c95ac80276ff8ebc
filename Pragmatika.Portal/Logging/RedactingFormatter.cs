using System.Globalization;
using Pragmatika.Engine.Mapping;
using Serilog.Events;
using Serilog.Formatting;

namespace Pragmatika.Portal.Logging;

/// <summary>Prints an event through another formatter, then redacts the whole text: properties and exceptions included.</summary>
public sealed class RedactingFormatter(ITextFormatter inner) : ITextFormatter
{
    public void Format(LogEvent logEvent, TextWriter output)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        inner.Format(logEvent, text);
        output.Write(SecretRedactor.Redact(StoredText.InOneLanguage(text.ToString())));
    }
}
