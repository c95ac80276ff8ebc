using System.Globalization;
using Pragmatika.Engine.Mapping.Values;

namespace Pragmatika.Engine.Mapping;

/// <summary>
/// One canonical value. Equality is by meaning: <c>1000.00</c> equals <c>1000</c>, an empty text is <see cref="None"/>,
/// a list equals a list with the same members in any order.
/// </summary>
public readonly struct Value : IEquatable<Value>
{
    private readonly object? _reference;
    private readonly decimal _number;

    private Value(ValueKind kind, object? reference, decimal number)
    {
        Kind = kind;
        _reference = reference;
        _number = number;
    }

    public static Value None => default;

    public ValueKind Kind { get; }

    public bool IsNone => Kind == ValueKind.None;

    /// <summary>The text of a Text or Choice, the currency of Money, the key of a Reference; empty otherwise.</summary>
    public string AsText => _reference as string ?? (_reference as RecordReference)?.Key ?? string.Empty;

    /// <summary>The number of a Number, or the amount of Money.</summary>
    public decimal AsNumber => _number;

    public bool AsFlag => _number != 0;

    public DateOnly AsDate => DateOnly.FromDayNumber((int)_number);

    public DateTimeOffset AsMoment => new((long)_number, TimeSpan.Zero);

    public RecordReference AsReference => (RecordReference)_reference!;

    public IReadOnlyList<Value> AsList => _reference as Value[] ?? [];

    /// <summary>Text; an empty string is <see cref="None"/>.</summary>
    public static Value Text(string? text) => string.IsNullOrEmpty(text) ? None : new(ValueKind.Text, text, 0);

    public static Value Number(decimal number) => new(ValueKind.Number, null, number);

    public static Value Flag(bool flag) => new(ValueKind.Flag, null, flag ? 1 : 0);

    public static Value Date(DateOnly date) => new(ValueKind.Date, null, date.DayNumber);

    /// <summary>A moment; its offset is dropped, UTC is kept.</summary>
    public static Value Moment(DateTimeOffset moment) => new(ValueKind.Moment, null, moment.UtcTicks);

    public static Value Money(decimal amount, string currency) => new(ValueKind.Money, currency, amount);

    /// <summary>An option by label or id; empty is <see cref="None"/>.</summary>
    public static Value Choice(string? label) => string.IsNullOrEmpty(label) ? None : new(ValueKind.Choice, label, 0);

    /// <summary>The record of <paramref name="flow"/> with <paramref name="key"/>; an empty key is <see cref="None"/>.</summary>
    public static Value Reference(string flow, string? key) =>
        string.IsNullOrEmpty(key) ? None : new(ValueKind.Reference, new RecordReference(flow, key), 0);

    /// <summary>A list without its empty members; an empty list is <see cref="None"/>.</summary>
    public static Value List(IEnumerable<Value> members)
    {
        var kept = members.Where(member => !member.IsNone).ToArray();
        return kept.Length == 0 ? None : new(ValueKind.List, kept, 0);
    }

    public static bool operator ==(Value left, Value right) => left.Equals(right);

    public static bool operator !=(Value left, Value right) => !left.Equals(right);

    public bool Equals(Value other) => Kind == other.Kind && _number == other._number && Kind switch
    {
        ValueKind.List => SameMembers((Value[])_reference!, (Value[])other._reference!),
        _ => Equals(_reference, other._reference),
    };

    public override bool Equals(object? obj) => obj is Value other && Equals(other);

    public override int GetHashCode() => Kind == ValueKind.List
        ? ((Value[])_reference!).Aggregate(0, (hash, member) => hash ^ member.GetHashCode())
        : HashCode.Combine(Kind, _number, _reference);

    /// <summary>Invariant text for people and journals: <c>2024-08-30</c>, <c>1000.5</c>, <c>true</c>, members joined by <c>"; "</c>.</summary>
    public override string ToString() => Kind switch
    {
        ValueKind.None => string.Empty,
        ValueKind.Number => Print(_number),
        ValueKind.Flag => AsFlag ? "true" : "false",
        ValueKind.Date => AsDate.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        ValueKind.Moment => AsMoment.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
        ValueKind.Money => Print(_number) + " " + AsText,
        ValueKind.Reference => AsReference.ToString(),
        ValueKind.List => string.Join("; ", AsList),
        _ => AsText,
    };

    private static string Print(decimal number)
    {
        Span<char> text = stackalloc char[NumberText.MostChars];
        return text[..NumberText.Write(number, text)].ToString();
    }

    private static bool SameMembers(Value[] left, Value[] right)
    {
        if (left.Length != right.Length)
        {
            return false;
        }

        var rest = right.ToList();
        return left.All(rest.Remove);
    }
}
