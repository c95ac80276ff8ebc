using System.Globalization;

namespace Pragmatika.Sandbox.Store;

public enum ValueKind : byte
{
    None,
    Text,
    Integer,
    Number,
    Flag,

    /// <summary>Unix seconds.</summary>
    Moment,

    /// <summary>Days since 1970-01-01.</summary>
    Date,

    List,
    Communications,
}

/// <summary>One value of one field. Equality is by kind and content, which is what the no-op rule needs.</summary>
public readonly struct FieldValue : IEquatable<FieldValue>
{
    private readonly long _bits;
    private readonly object? _content;

    private FieldValue(ValueKind kind, long bits, object? content) => (Kind, _bits, _content) = (kind, bits, content);

    public static FieldValue None => default;

    public ValueKind Kind { get; }

    public bool IsNone => Kind == ValueKind.None;

    public string Text => _content as string ?? "";

    public long Integer => _bits;

    public double Number => BitConverter.Int64BitsToDouble(_bits);

    public bool Flag => _bits != 0;

    public FieldValue[] List => _content as FieldValue[] ?? [];

    public Communication[] Communications => _content as Communication[] ?? [];

    public static FieldValue OfText(string text) => text.Length == 0 ? None : new(ValueKind.Text, 0, text);

    public static FieldValue OfInteger(long number) => new(ValueKind.Integer, number, null);

    /// <summary>A link or a user: nobody is 0 on the wire and nothing here.</summary>
    public static FieldValue OfLink(long id) => id <= 0 ? None : OfInteger(id);

    public static FieldValue OfNumber(double number) => new(ValueKind.Number, BitConverter.DoubleToInt64Bits(number == 0 ? 0 : number), null);

    public static FieldValue OfFlag(bool flag) => new(ValueKind.Flag, flag ? 1 : 0, null);

    public static FieldValue OfMoment(long unixSeconds) => new(ValueKind.Moment, unixSeconds, null);

    public static FieldValue OfDate(long day) => new(ValueKind.Date, day, null);

    public static FieldValue OfList(FieldValue[] items) => items.Length == 0 ? None : new(ValueKind.List, 0, items);

    public static FieldValue OfCommunications(Communication[] items) => items.Length == 0 ? None : new(ValueKind.Communications, 0, items);

    /// <summary>A number for comparing, whatever kind the value has; not a number for texts that are none.</summary>
    public double AsDouble => Kind switch
    {
        ValueKind.Number => Number,
        ValueKind.Text => double.TryParse(Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : double.NaN,
        ValueKind.None => 0,
        _ => _bits,
    };

    public bool Equals(FieldValue other)
    {
        if (Kind != other.Kind || _bits != other._bits)
        {
            return false;
        }

        return _content switch
        {
            string text => text == other._content as string,
            FieldValue[] list => list.AsSpan().SequenceEqual(other.List),
            Communication[] communications => communications.AsSpan().SequenceEqual(other.Communications),
            _ => true,
        };
    }

    public static bool operator ==(FieldValue left, FieldValue right) => left.Equals(right);

    public static bool operator !=(FieldValue left, FieldValue right) => !left.Equals(right);

    public override bool Equals(object? obj) => obj is FieldValue other && Equals(other);

    public override int GetHashCode() => HashCode.Combine(Kind, _bits, _content is string text ? text : null);
}
