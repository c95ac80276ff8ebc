namespace Pragmatika.Engine.Connectors.Bitrix.Limits;

/// <summary>What a portal allows. Source: reference, "Limits". Zero means "not limited until the portal refuses".</summary>
public sealed record PortalLimits
{
    /// <summary>Most cloud plans: 2 requests a second above a store of 50, 480 s of running time per method in ten minutes.</summary>
    public static PortalLimits Cloud { get; } = new() { RatePerSecond = 2, Burst = 50, OperatingLimitSeconds = 480 };

    /// <summary>The Enterprise plan of the cloud.</summary>
    public static PortalLimits Enterprise { get; } = new() { RatePerSecond = 5, Burst = 250, OperatingLimitSeconds = 480 };

    /// <summary>A self-hosted box: usually no limits; they are learned from the first refusal.</summary>
    public static PortalLimits Box { get; } = new();

    /// <summary>Requests that drain from the bucket each second.</summary>
    public double RatePerSecond { get; init; }

    /// <summary>Requests the bucket holds before the portal refuses.</summary>
    public int Burst { get; init; }

    /// <summary>Running time of one method by one hook within ten minutes, in seconds.</summary>
    public double OperatingLimitSeconds { get; init; }

    /// <summary>Learn stricter limits from refusals.</summary>
    public bool Adaptive { get; init; } = true;

    /// <summary>Requests on the wire at once, so that a box without limits is not flooded.</summary>
    public int Concurrency { get; init; } = 8;

    /// <summary>Cloud limits for the vendor's domains, a box's for any other host.</summary>
    public static PortalLimits For(string host) => host.Contains(".bitrix24.", StringComparison.OrdinalIgnoreCase) ? Cloud : Box;
}
