namespace Pragmatika.Portal.Metrics;

/// <summary>Who may read <c>/metrics</c>.</summary>
public sealed class MetricsOptions
{
    public const string Section = "Metrics";

    /// <summary>Bearer token of a scraper on another machine; null: only this machine may ask.</summary>
    public string? Token { get; set; }
}
