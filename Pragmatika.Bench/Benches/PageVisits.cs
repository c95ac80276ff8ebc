using Microsoft.Playwright;
using Pragmatika.Bench.Against;
using Pragmatika.Bench.Pages;
using Pragmatika.Bench.Support;

namespace Pragmatika.Bench.Benches;

/// <summary>
/// Ten pages of the demo in a real Chromium: what they weigh, how soon they are painted and answer. With another commit both builds take turns, round by round, each with its
/// own portal, data and sandbox.
/// </summary>
internal sealed class PageVisits(BenchContext context, string chromium)
{
    private static readonly string[] Arguments =
        ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

    private readonly Dictionary<(string Build, string Page), List<PageFigures>> _samples = [];

    public async Task<object> RunAsync(string? commit, int rounds)
    {
        using var folder = new BenchFolder();
        using var playwright = await Playwright.CreateAsync();
        ProgramBuild[] builds = commit is null
            ? [ProgramBuild.This()]
            : [ProgramBuild.This(), await ProgramBuild.OfAsync(commit, folder, context.Stages, context.Stopping)];
        for (var round = 1; round <= rounds; round++)
        {
            foreach (var build in builds)
            {
                await context.Stages.DoAsync($"pages of {build.Name}, round {round}", () => RoundAsync(playwright, build, folder["data-" + build.Name]));
            }
        }

        return Result(builds, rounds);
    }

    /// <summary>A first pass over all pages is not counted: it is the server's, which compiles what it has not run yet.</summary>
    private async Task RoundAsync(IPlaywright playwright, ProgramBuild build, string data)
    {
        await using var portal = await DemoPortal.StartAsync(build, data, context.Rows, context.Stopping);
        await using var browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = chromium, Args = Arguments });
        var meter = new PageMeter(browser, portal.Address, await portal.SignInAsync(browser), text => context.Stages.Say($"{build.Name}: {text}"));
        for (var pass = 0; pass <= context.Repeat; pass++)
        {
            foreach (var page in PageToMeasure.All)
            {
                context.Stopping.ThrowIfCancellationRequested();
                var figures = await meter.MeasureAsync(page);
                if (pass > 0)
                {
                    Samples(build, page).Add(figures);
                }
            }
        }
    }

    private List<PageFigures> Samples(ProgramBuild build, PageToMeasure page)
    {
        var key = (build.Name, page.Path);
        if (!_samples.TryGetValue(key, out var samples))
        {
            _samples[key] = samples = [];
        }

        return samples;
    }

    private object Result(ProgramBuild[] builds, int rounds)
    {
        var pages = PageToMeasure.All
            .Select(page => new PageResult(page.Path, PageFigures.Median(Samples(builds[0], page)), builds.Length > 1 ? PageFigures.Median(Samples(builds[1], page)) : null))
            .ToList();
        Console.Error.WriteLine(PageTable.Of(pages));
        return new
        {
            bench = "pages",
            rows = context.Rows,
            against = builds.Length > 1 ? builds[1].Name : null,
            samples = rounds * context.Repeat,
            slowestAnswerMs = Worst(page => page.ClickAnsweredMs),
            slowestControlMs = Worst(page => page.ControlAnsweredMs),
            slowestPageMs = Worst(page => page.ClickPaintedMs),
            pages,
        };

        double? Worst(Func<PageFigures, double?> figure) => pages.Max(page => figure(page.ThisBuild));
    }
}
