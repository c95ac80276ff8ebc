using System.Globalization;
using Pragmatika.Bench.Storms.World;

namespace Pragmatika.Bench.Storms.Oracle;

/// <summary>One text for one meaning, whichever side spells it. Independent of the engine's own readers.</summary>
internal static class Canonical
{
    /// <summary>Column → field of the same meaning.</summary>
    public static readonly IReadOnlyDictionary<string, string> FieldOf = new Dictionary<string, string>
    {
        ["name"] = "name", ["phone"] = "phone", ["amount"] = "opportunity", ["stage"] = "stageId", ["closed"] = "closedate", ["comment"] = "comments",
    };

    public static string? OfCell(string column, string? text) => string.IsNullOrEmpty(text) ? null : column switch
    {
        "phone" => Phone(text),
        "amount" => Number(text.Replace(',', '.')),
        "stage" => StormExchange.Stages.GetValueOrDefault(text, text),
        "closed" => text[..10],
        _ => text,
    };

    public static string? OfField(string field, string? text) => string.IsNullOrEmpty(text) ? null : field switch
    {
        "opportunity" => Number(text),
        _ => text,
    };

    private static string Number(string text) => decimal.Parse(text, CultureInfo.InvariantCulture).ToString("0.####", CultureInfo.InvariantCulture);

    private static string Phone(string text)
    {
        var digits = new string([.. text.Where(char.IsAsciiDigit)]);
        return "+7" + digits[^10..];
    }
}
