using System.Globalization;

namespace Pragmatika.Bench.Storms.World;

/// <summary>What people of either side write: each value one of its kind, made of the dice of its step.</summary>
internal static class StormSaying
{
    public static string Name(int dice) => string.Create(CultureInfo.InvariantCulture, $"Имя {dice}{new string('я', dice % 4)}");

    public static string Phone(int dice) => string.Create(CultureInfo.InvariantCulture, $"+79{dice % 1_000_000_000:000000000}");

    /// <summary>The phone a client comes with.</summary>
    public static string PhoneOf(int client) => string.Create(CultureInfo.InvariantCulture, $"+7921000000{client}");

    public static string Amount(int dice) => string.Create(CultureInfo.InvariantCulture, $"{10_000 + (dice % 10_000_000)}");

    public static string Stage(int dice) => string.Create(CultureInfo.InvariantCulture, $"{1 + (dice % 3)}");

    public static string Day(int dice) => new DateOnly(2027, 1, 1).AddDays(dice % 9000).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static string Comment(int dice) => string.Create(CultureInfo.InvariantCulture, $"Заметка {dice}");
}
