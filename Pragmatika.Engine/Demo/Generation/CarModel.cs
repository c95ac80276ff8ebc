namespace Pragmatika.Engine.Demo.Generation;

/// <summary>A model with the beginning of its VIN (maker and model) and a usual price in roubles.</summary>
internal sealed record CarModel(string Brand, string Name, string VinStart, int Price)
{
    public static readonly IReadOnlyList<CarModel> Lada =
    [
        new("LADA", "Vesta", "XTAGFL110", 1_500_000),
        new("LADA", "Vesta SW Cross", "XTAGFK330", 1_800_000),
        new("LADA", "Granta", "XTA219040", 950_000),
        new("LADA", "Granta Cross", "XTA219470", 1_100_000),
        new("LADA", "Largus", "XTAKS045L", 1_700_000),
        new("LADA", "Niva Travel", "XTA212300", 1_300_000),
        new("LADA", "Niva Legend", "XTA212140", 1_000_000),
        new("LADA", "XRAY", "XTAGAB110", 1_200_000),
    ];

    public static readonly IReadOnlyList<CarModel> Kia =
    [
        new("KIA", "Rio", "Z94C241BA", 1_600_000),
        new("KIA", "Rio X", "Z94C251BB", 1_750_000),
        new("KIA", "Ceed", "XWEH5512B", 2_300_000),
        new("KIA", "Cerato", "XWEF3411B", 2_400_000),
        new("KIA", "K5", "XWEG3417B", 3_100_000),
        new("KIA", "Sportage", "XWEPH81AB", 3_300_000),
        new("KIA", "Sorento", "XWEPH81DB", 4_200_000),
        new("KIA", "Seltos", "XWEE281CB", 2_600_000),
        new("KIA", "Picanto", "XWEB3411A", 1_400_000),
    ];
}
