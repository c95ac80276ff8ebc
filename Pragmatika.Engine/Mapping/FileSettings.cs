namespace Pragmatika.Engine.Mapping;

/// <summary>What the column of a file rule holds.</summary>
public enum FileHolds
{
    /// <summary>A path beneath <see cref="FileSettings.Folder"/>, or an http(s) address on one of <see cref="FileSettings.Hosts"/>.</summary>
    Address,

    /// <summary>The content itself as base64, a <c>data:</c> address allowed.</summary>
    Content,
}

/// <summary>
/// Where a file rule takes files from. Whoever writes to the table would otherwise read any file of this machine and any address it reaches, so nothing is allowed that is not named here.
/// </summary>
public sealed record FileSettings
{
    public const int LongestMegabytes = 100;

    public FileHolds Holds { get; init; }

    /// <summary>Absolute folder; paths in the column are relative to it, or absolute inside it. Null: no paths.</summary>
    public string? Folder { get; init; }

    /// <summary>Hosts, with the port where it is no usual one (<c>files.example.org</c>, <c>10.0.0.5:8080</c>). Empty: no addresses.</summary>
    public IReadOnlyList<string> Hosts { get; init; } = [];

    /// <summary>Files above it are not sent; 1 to 100.</summary>
    public int MaxMegabytes { get; init; } = 10;

    /// <summary>Name that the CRM shows, for content that has none of its own; null makes one of the field's name.</summary>
    public string? Name { get; init; }
}
