using Pragmatika.Engine.Mapping.Values;

namespace Pragmatika.Engine.Mapping;

/// <summary>The right side of a comparison, read once as every kind it could mean.</summary>
internal sealed class Comparand
{
    private readonly decimal? _number;
    private readonly bool? _flag;
    private readonly Value _date;
    private readonly ValueReader _reader;

    public Comparand(string text, ValueReader reader)
    {
        Text = text.Trim();
        _reader = reader;
        if (NumberText.TryParse(Text, reader.Formats.DecimalSeparator, out var number) || NumberText.TryParse(Text, ".", out number))
        {
            _number = number;
        }

        if (reader.Flags.TryParse(Text, out var flag))
        {
            _flag = flag;
        }

        if (reader.Dates.TryParse(Text, out var date))
        {
            _date = date;
        }
    }

    public string Text { get; }

    /// <summary>The row's value against this one: below, equal (0) or above; null when they cannot be compared. None equals only an empty text.</summary>
    public int? Compare(Value value) => value.Kind switch
    {
        ValueKind.None => Text.Length == 0 ? 0 : null,
        ValueKind.Number or ValueKind.Money => _number is { } number ? value.AsNumber.CompareTo(number) : CompareFlag(value.AsNumber != 0),
        ValueKind.Flag => CompareFlag(value.AsFlag),
        ValueKind.Date => CompareMoment(_reader.Dates.MomentOf(value.AsDate)),
        ValueKind.Moment => CompareMoment(value.AsMoment),
        _ => CompareText(value.AsText),
    };

    private int? CompareFlag(bool left) => _flag is { } flag ? left.CompareTo(flag) : null;

    private int? CompareMoment(DateTimeOffset moment) => _date.Kind switch
    {
        ValueKind.Date => moment.CompareTo(_reader.Dates.MomentOf(_date.AsDate)),
        ValueKind.Moment => moment.CompareTo(_date.AsMoment),
        _ => null,
    };

    // A text column may hold numbers, dates or words: all sides must agree on the meaning, else the texts decide.
    private int? CompareText(string text)
    {
        var trimmed = text.AsSpan().Trim();
        if (trimmed.Equals(Text, StringComparison.OrdinalIgnoreCase))
        {
            return 0;
        }

        if (_number is { } number && NumberText.TryParse(trimmed, _reader.Formats.DecimalSeparator, out var left))
        {
            return left.CompareTo(number);
        }

        if (!_date.IsNone && _reader.Dates.TryParse(text, out var date) && !date.IsNone)
        {
            return CompareMoment(date.Kind == ValueKind.Date ? _reader.Dates.MomentOf(date.AsDate) : date.AsMoment);
        }

        if (_flag is { } flag && _reader.Flags.TryParse(text, out var leftFlag))
        {
            return leftFlag.CompareTo(flag);
        }

        return trimmed.CompareTo(Text, StringComparison.OrdinalIgnoreCase);
    }
}
