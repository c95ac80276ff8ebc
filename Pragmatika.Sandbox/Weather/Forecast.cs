namespace Pragmatika.Sandbox.Weather;

/// <summary>A named set of rules.</summary>
public sealed record Forecast(string Name, IReadOnlyList<WeatherRule> Rules)
{
    public static Forecast Calm { get; } = new("calm", []);

    private static readonly Forecast[] Known =
    [
        Calm,
        new("breeze",
        [
            new(WeatherKind.Slow, 0.01) { Seconds = 0.5 },
            new(WeatherKind.Burst503, 0.005) { Count = 2 },
            new(WeatherKind.BadGateway, 0.002),
        ]),
        new("storm",
        [
            new(WeatherKind.AnswerLost, 0.02),
            new(WeatherKind.CutBefore, 0.01),
            new(WeatherKind.CutAfter, 0.01),
            new(WeatherKind.BatchDies, 0.01) { Methods = ["batch"] },
            new(WeatherKind.BadGateway, 0.01),
            new(WeatherKind.GatewayTimeout, 0.01),
            new(WeatherKind.ServerError, 0.005),
            new(WeatherKind.Burst503, 0.01) { Count = 3 },
            new(WeatherKind.Limit429, 0.0005) { Seconds = 2 },
            new(WeatherKind.Slow, 0.02) { Seconds = 0.3 },
            new(WeatherKind.EventLost, 0.05),
            new(WeatherKind.EventDoubled, 0.05),
            new(WeatherKind.EventReordered, 0.05),
            new(WeatherKind.EventLate, 0.05) { Seconds = 2 },
        ]),
        new("lost-answers", [new(WeatherKind.AnswerLost, 0.1)]),
        new("flaky", [new(WeatherKind.CutBefore, 0.05), new(WeatherKind.CutAfter, 0.05), new(WeatherKind.AnswerLost, 0.05)]),
        new("dying-batches", [new(WeatherKind.BatchDies, 0.1) { Methods = ["batch"] }]),
        new("throttled", [new(WeatherKind.Burst503, 0.1) { Count = 5 }, new(WeatherKind.Limit429, 0.002) { Seconds = 5 }]),
        new("slow", [new(WeatherKind.Slow) { Seconds = 2 }]),
        new("maintenance", [new(WeatherKind.BadGateway)]),
        new("renamed", [new(WeatherKind.Rename)]),
        new("revoked", [new(WeatherKind.Revoked)]),
        new("overload", [new(WeatherKind.Overload)]),
        new("deleted", [new(WeatherKind.PortalDeleted)]),
        new("lossy-events",
        [
            new(WeatherKind.EventLost, 0.2), new(WeatherKind.EventDoubled, 0.2), new(WeatherKind.EventReordered, 0.2), new(WeatherKind.EventLate, 0.2) { Seconds = 1 },
        ]),
    ];

    public static IEnumerable<string> Names => Known.Select(forecast => forecast.Name);

    /// <exception cref="ArgumentException">No forecast has the name; the message lists those that exist.</exception>
    public static Forecast Named(string name) => Array.Find(Known, forecast => forecast.Name == name)
        ?? throw new ArgumentException($"Unknown weather '{name}'. Known: {string.Join(", ", Names)}.", nameof(name));
}
