namespace Pragmatika.Sandbox.Weather;

/// <summary>One line of a forecast.</summary>
/// <param name="Kind">What strikes.</param>
/// <param name="Rate">How often, 0 to 1, per request (per command for <see cref="WeatherKind.Limit429"/>, per event for events).</param>
public sealed record WeatherRule(WeatherKind Kind, double Rate = 1)
{
    /// <summary>Methods (or event names) it strikes; a trailing * stands for any ending; empty means all. A batch counts as <c>batch</c> and as each of its methods.</summary>
    public string[] Methods { get; init; } = [];

    /// <summary>Length of a 503 burst.</summary>
    public int Count { get; init; } = 3;

    /// <summary>Delay, lateness, or time until a 429 resets.</summary>
    public double Seconds { get; init; } = 1;

    /// <summary>Strikes at most this often; 0 for no end.</summary>
    public int Max { get; init; }

    /// <summary>Where a renamed portal lives now: host:port, or empty for 127.0.0.1 at the same port.</summary>
    public string NewHost { get; init; } = "";

    public bool Concerns(string method) => Methods.Length == 0 || Array.Exists(Methods, pattern => pattern.EndsWith('*')
        ? method.StartsWith(pattern[..^1], StringComparison.OrdinalIgnoreCase)
        : string.Equals(pattern, method, StringComparison.OrdinalIgnoreCase));
}
