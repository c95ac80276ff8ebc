using Pragmatika.Portal.Cli.Demo;

namespace Pragmatika.Bench.Pages;

/// <summary>
/// A page of the demo: its address, the page from which a link leads to it, and controls on it whose click changes nothing that is kept (the first one that is there is
/// clicked). Addresses and test ids outlive a look: the same list serves builds with other components.
/// </summary>
internal sealed record PageToMeasure(string Path, string From, params string[] Controls)
{
    private const string Exchange = "/exchanges/" + DemoSetup.ExchangeName;

    public static IReadOnlyList<PageToMeasure> All { get; } =
    [
        new("/exchanges", "/journal", "[data-testid=profile]"),
        new(Exchange, "/exchanges", "[data-testid=profile]"),
        new(Exchange + "/definition", Exchange, "[data-testid=definition-check]"),
        new("/schedules", "/exchanges", "[data-testid=edit]"),
        new("/journal", "/exchanges", "[data-testid=pause]", "[data-testid=profile]"),
        new("/records", "/exchanges", "[data-testid=profile]"),
        new("/compare", "/exchanges", "[data-testid=compare-schedules] button"),
        new("/questions", "/exchanges", "[data-testid=profile]"),
        new("/dead-letters", "/exchanges", "[data-testid=profile]"),
        new("/connections", "/exchanges", "[data-testid=connection-add]"),
    ];

    /// <summary>The link to this page on <see cref="From"/>.</summary>
    public string Link => $"a[href='{Path}'], a[href='{Path[1..]}']";
}
