namespace Pragmatika.Engine.Demo.Generation;

/// <summary>A point of sale of the dealer group.</summary>
public sealed record DealerCentre(string Code, string Name, string Brand, string City, string Region)
{
    /// <summary>Eleven points in six cities; <see cref="Region"/> is the code on number plates.</summary>
    public static IReadOnlyList<DealerCentre> All { get; } =
    [
        new("000000001", "LADA Мурманск", "LADA", "Мурманск", "51"),
        new("000000002", "KIA Мурманск", "KIA", "Мурманск", "51"),
        new("000000003", "LADA Великий Новгород", "LADA", "Великий Новгород", "53"),
        new("000000004", "KIA Великий Новгород", "KIA", "Великий Новгород", "53"),
        new("000000005", "LADA Петрозаводск", "LADA", "Петрозаводск", "10"),
        new("000000006", "KIA Петрозаводск", "KIA", "Петрозаводск", "10"),
        new("000000007", "LADA Санкт-Петербург", "LADA", "Санкт-Петербург", "178"),
        new("000000008", "KIA Санкт-Петербург", "KIA", "Санкт-Петербург", "178"),
        new("000000009", "LADA Псков", "LADA", "Псков", "60"),
        new("000000010", "KIA Псков", "KIA", "Псков", "60"),
        new("000000011", "LADA Великие Луки", "LADA", "Великие Луки", "60"),
    ];
}
