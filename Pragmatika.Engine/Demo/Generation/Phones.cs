using System.Globalization;

namespace Pragmatika.Engine.Demo.Generation;

/// <summary>
/// Numbers that no one has: valid mobile numbers of the Russian plan (+7 9xx xxx-xx-xx) with three-digit codes that, as far as we know, no operator
/// has been given. Each index has a number of its own.
/// </summary>
internal static class Phones
{
    private const long PerCode = 10_000_000;

    private static readonly string[] Codes =
        ["907", "935", "942", "943", "944", "945", "946", "947", "948", "957", "972", "973", "974", "975", "976", "998"];

    /// <summary>The ten digits after +7.</summary>
    public static string Digits(int seed, long index)
    {
        var total = Codes.Length * PerCode;

        // The factor has no divisor in common with the total, so the indexes are permuted: far apart in sequence, never equal.
        var number = (index + (seed * 7_368_787L)) * 61_803_399L % total;
        number = number < 0 ? number + total : number;
        return Codes[number / PerCode] + (number % PerCode).ToString("D7", CultureInfo.InvariantCulture);
    }

    /// <summary>The number as one of many hands would type it.</summary>
    public static string Written(string digits, int hand) => hand switch
    {
        0 => $"8 ({digits[..3]}) {digits[3..6]}-{digits[6..8]}-{digits[8..]}",
        1 => $"+7 {digits[..3]} {digits[3..6]}-{digits[6..8]}-{digits[8..]}",
        2 => "8" + digits,
        3 => "+7" + digits,
        4 => digits,
        5 => $"8-{digits[..3]}-{digits[3..6]}-{digits[6..8]}-{digits[8..]}",
        _ => $"+7({digits[..3]}){digits[3..6]}-{digits[6..]}",
    };

    public const int Hands = 7;
}
