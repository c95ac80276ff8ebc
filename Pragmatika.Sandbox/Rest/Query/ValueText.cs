using System.Globalization;
using Pragmatika.Sandbox.Store;

namespace Pragmatika.Sandbox.Rest.Query;

/// <summary>A value as plain text, for LIKE and for sorting.</summary>
public static class ValueText
{
    public static string Of(FieldValue value) => value.Kind switch
    {
        ValueKind.None => "",
        ValueKind.Text => value.Text,
        ValueKind.Number => value.Number.ToString(CultureInfo.InvariantCulture),
        ValueKind.Flag => value.Flag ? "Y" : "N",
        _ => value.Integer.ToString(CultureInfo.InvariantCulture),
    };

    /// <summary>Order of two values of one field: nothing comes first, texts go by letters, the rest by size.</summary>
    public static int Compare(FieldValue left, FieldValue right) =>
        left.IsNone || right.IsNone ? right.IsNone.CompareTo(left.IsNone)
        : left.Kind == ValueKind.Text && right.Kind == ValueKind.Text ? string.Compare(left.Text, right.Text, StringComparison.OrdinalIgnoreCase)
        : left.AsDouble.CompareTo(right.AsDouble);
}
