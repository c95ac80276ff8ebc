namespace Pragmatika.Sandbox.Limits;

/// <summary>The limits of one kind of portal (reference 3, 10).</summary>
/// <param name="Name">As the command line has it.</param>
/// <param name="BurstLimit">Bucket level at which requests are refused; null for no bucket.</param>
/// <param name="DrainPerSecond">How fast the bucket empties.</param>
/// <param name="OperatingLimit">Seconds of work per hook and method within ten minutes; null for no meter.</param>
/// <param name="RequestCut">Longest a request may take; null for never cut.</param>
public sealed record LimitProfile(string Name, double? BurstLimit, double DrainPerSecond, TimeSpan? OperatingLimit, TimeSpan? RequestCut)
{
    private static readonly LimitProfile[] Known =
    [
        new("box", null, 0, null, null),
        new("box-limited", 50, 2, TimeSpan.FromSeconds(420), TimeSpan.FromSeconds(60)),
        new("cloud", 50, 2, TimeSpan.FromSeconds(480), TimeSpan.FromSeconds(60)),
        new("enterprise", 250, 5, TimeSpan.FromSeconds(480), TimeSpan.FromSeconds(60)),
    ];

    public static IEnumerable<string> Names => Known.Select(profile => profile.Name);

    /// <exception cref="ArgumentException">No profile has the name; the message lists those that exist.</exception>
    public static LimitProfile Named(string name) => Array.Find(Known, profile => profile.Name == name)
        ?? throw new ArgumentException($"Unknown profile '{name}'. Known: {string.Join(", ", Names)}.", nameof(name));
}
