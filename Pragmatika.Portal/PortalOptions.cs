namespace Pragmatika.Portal;

/// <summary>What the command line decides before the host is built; everything else is configuration.</summary>
public sealed record PortalOptions
{
    /// <summary>Addresses to listen on, separated by ";". Port 0 takes a free one.</summary>
    public string Urls { get; init; } = "http://127.0.0.1:5080";

    /// <summary>Folder of the database and the log files. Made when absent.</summary>
    public string DataDirectory { get; init; } = "data";

    /// <summary>Host environment; null takes it from ASPNETCORE_ENVIRONMENT, else Production.</summary>
    public string? Environment { get; init; }

    /// <summary>Console lines of the host itself. Off, only warnings are printed: the caller owns the terminal.</summary>
    public bool VerboseConsole { get; init; }
}
