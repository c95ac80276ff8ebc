namespace Pragmatika.Sandbox;

/// <summary>What kind of portal to be.</summary>
public sealed record SandboxOptions
{
    /// <summary>Loopback port; 0 takes a free one.</summary>
    public int Port { get; init; }

    /// <summary>Serve https with a certificate made for this start.</summary>
    public bool Https { get; init; }

    /// <summary>Answer 400 "Https required" to plain http, as a cloud portal does.</summary>
    public bool RequireHttps { get; init; }

    /// <summary>box, box-limited, cloud or enterprise.</summary>
    public string Profile { get; init; } = "box";

    /// <summary>Name of a forecast, calm by default.</summary>
    public string Weather { get; init; } = "calm";

    /// <summary>Seed of the weather: the same seed gives the same strikes.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>The server's zone: dates and moments are printed in it.</summary>
    public TimeSpan TimeZone { get; init; } = TimeSpan.FromHours(3);

    /// <summary>ru or en: names of stock entries and new records.</summary>
    public string Language { get; init; } = "ru";

    /// <summary>State file: read at the start when it exists, written at the end. Empty for memory only.</summary>
    public string DataFile { get; init; } = "";

    /// <summary>Secret code of the webhook of user 1.</summary>
    public string WebhookCode { get; init; } = "sandbox";

    /// <summary>Working time a call costs in the operating meter and in <c>time.duration</c>; null measures it.</summary>
    public TimeSpan? CallCost { get; init; }

    /// <summary>Everything the portal does with time goes through this clock, weather delays included.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;
}
