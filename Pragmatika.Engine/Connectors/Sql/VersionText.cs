using System.Globalization;

namespace Pragmatika.Engine.Connectors.Sql;

/// <summary>Texts of cursor values whose ordinal comparison is the order in which the rows come.</summary>
internal static class VersionText
{
    public static string Of(object cursor) => cursor switch
    {
        // Flipping the sign bit makes unsigned (and so ordinal hexadecimal) order equal to signed order.
        long number => (number ^ long.MinValue).ToString("x16", CultureInfo.InvariantCulture),
        DateTime time => time.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff", CultureInfo.InvariantCulture),
        byte[] bytes => Convert.ToHexStringLower(bytes),
        string text => text,
        double number => OfDouble(number),
        decimal number => OfDecimal(number),
        Guid guid => guid.ToString("D"),
        _ => throw Unfit(),
    };

    private static string OfDouble(double number)
    {
        var bits = BitConverter.DoubleToInt64Bits(number);
        return (bits < 0 ? ~bits : bits ^ long.MinValue).ToString("x16", CultureInfo.InvariantCulture);
    }

    private static string OfDecimal(decimal number) => number >= 0
        ? number.ToString("00000000000000000000000000000.0000000000", CultureInfo.InvariantCulture)
        : throw Unfit();

    private static SqlSideException Unfit() => new(
        SqlSideKind.Other, SqlTexts.BadVersion.With());
}
