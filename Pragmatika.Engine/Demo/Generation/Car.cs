using System.Globalization;

namespace Pragmatika.Engine.Demo.Generation;

/// <summary>An invented car; everything follows from the seed and the index.</summary>
internal sealed record Car(Guid ExtId, string Vin, string PlateNo, CarModel Model, int Year, int StartMileage)
{
    private const string PlateLetters = "АВЕКМНОРСТУХ";

    public static Car Of(int seed, long index, string brand, string region)
    {
        var dice = Dice.For(seed, kind: 2, index);
        var model = dice.Of(brand == "KIA" ? CarModel.Kia : CarModel.Lada);
        var year = 2025 - Math.Min(dice.Below(16), dice.Below(16));
        var vin = string.Create(CultureInfo.InvariantCulture, $"{model.VinStart}{YearLetter(year)}{index % 10_000_000:D7}");
        var plate = string.Create(
            CultureInfo.InvariantCulture,
            $"{Letter(ref dice)}{dice.Between(1, 999):D3}{Letter(ref dice)}{Letter(ref dice)}{region}");
        return new(OneCGuid.Of(seed, 2, index), vin, plate, model, year, dice.Between(0, 12) * 10_000);
    }

    // ISO 3779: 2010 is A, letters I, O, Q, U and Z are not used.
    private static char YearLetter(int year) => "ABCDEFGHJKLMNPRSTVWXY"[(year - 2010) % 21];

    private static char Letter(ref Dice dice) => PlateLetters[dice.Below(PlateLetters.Length)];
}
