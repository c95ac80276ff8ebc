using System.Globalization;

namespace Pragmatika.Sandbox.Wire;

/// <summary>What a parameter looked like when it arrived. A form only makes <see cref="Text"/> and <see cref="Array"/>; JSON makes all.</summary>
public enum PhpKind : byte
{
    Missing,
    Null,
    Text,
    Number,
    Flag,
    Array,
}

/// <summary>One parameter value as PHP would see it: numbers and flags keep the text they came as.</summary>
public readonly struct PhpValue
{
    private readonly object? _content;

    private PhpValue(PhpKind kind, object? content) => (Kind, _content) = (kind, content);

    public static PhpValue Null => new(PhpKind.Null, null);

    public PhpKind Kind { get; }

    public bool IsMissing => Kind == PhpKind.Missing;

    /// <summary>The array, or null when the value is a scalar.</summary>
    public PhpArray? Array => _content as PhpArray;

    /// <summary>PHP's cast to string: null and false are empty, true is "1"; an array is empty too.</summary>
    public string AsText => _content as string ?? "";

    /// <summary>True for everything PHP's <c>empty()</c> calls empty except "0".</summary>
    public bool IsEmpty => Array is { } array ? array.Count == 0 : AsText.Length == 0;

    /// <summary>Y, 1 and true in any case.</summary>
    public bool IsYes => AsText is "Y" or "y" or "1" or "true";

    public static PhpValue Of(string text) => new(PhpKind.Text, text);

    public static PhpValue Of(PhpArray array) => new(PhpKind.Array, array);

    public static PhpValue OfNumber(string text) => new(PhpKind.Number, text);

    public static PhpValue OfFlag(bool flag) => new(PhpKind.Flag, flag ? "1" : "");

    public bool TryInteger(out long number)
    {
        if (long.TryParse(AsText, NumberStyles.AllowLeadingSign | NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out number))
        {
            return true;
        }

        var isWhole = TryDouble(out var real) && Math.Abs(real) < 9e15 && Math.Floor(real) == real;
        number = isWhole ? (long)real : 0;
        return isWhole;
    }

    public bool TryDouble(out double number) =>
        double.TryParse(AsText, NumberStyles.Float, CultureInfo.InvariantCulture, out number) && double.IsFinite(number);

    /// <summary>The whole number, or 0 for anything else, as PHP's cast gives.</summary>
    public int AsInteger => TryInteger(out var number) && number is >= int.MinValue and <= int.MaxValue ? (int)number : 0;

    public override string ToString() => AsText;
}
