using System.CommandLine;
using System.Text.Json;
using Pragmatika.Bench.Against;
using Pragmatika.Bench.Pages;

namespace Pragmatika.Tests.Bench;

/// <summary>Two builds compared: what is read of a bench's result, and what comes out.</summary>
public sealed class AgainstTests
{
    [Fact]
    public void FirstLoad_TwiceAsFastWithHalfTheProcessor_SaysSo()
    {
        var mine = Figures.Of("""{"bench":"load","rows":1000,"objects":1600,"seconds":2,"cpuSeconds":1.6,"peakRssMiB":330,"state":"Succeeded"}""");
        var older = Figures.Of("""{"bench":"load","rows":1000,"commands":1600,"seconds":4,"cpuSeconds":3.2,"peakRssMiB":300,"state":"Succeeded"}""");

        var result = JsonSerializer.SerializeToElement(FirstLoadAgainst.Result(mine, older, "0123456789ab", rounds: 3), JsonSerializerOptions.Web);

        result.GetProperty("ratioObjectsPerSecond").GetDouble().Should().Be(2);
        result.GetProperty("ratioCpuPerObject").GetDouble().Should().Be(0.5);
        result.GetProperty("ratioPeakRss").GetDouble().Should().Be(1.1);
        result.GetProperty("against").GetString().Should().Be("0123456789ab");
        result.GetProperty("thatBuild").GetProperty("seconds").GetDouble().Should().Be(4);
    }

    [Fact]
    public void Median_NumberThatOneRoundLacks_IsLeftOut()
    {
        Figures[] rounds = [Figures.Of("""{"seconds":3,"rows":5}"""), Figures.Of("""{"seconds":1,"rows":5}"""), Figures.Of("""{"seconds":2}""")];

        Figures.Median(rounds).Numbers.Should().BeEquivalentTo(new Dictionary<string, double> { ["seconds"] = 2 });
    }

    [Fact]
    public void By_NothingOnTheOtherSide_HasNoRatio()
    {
        var ratios = Figures.Of("""{"seconds":3,"refused":1}""").By(Figures.Of("""{"seconds":2,"refused":0,"more":7}"""));

        ratios.Should().BeEquivalentTo(new Dictionary<string, double> { ["seconds"] = 1.5 });
    }

    [Fact]
    public void Without_Comparison_LeavesWhatAnOlderBenchKnows()
    {
        var rows = new Option<int>("--rows");
        var json = new Option<bool>("--json");
        var command = new Command("load") { rows, json };
        new AgainstOptions().AddTo(command);

        var parsed = new RootCommand { command }.Parse(["load", "--against", "HEAD~1", "--rows=500", "--json", "--rounds", "2"]);

        parsed.Errors.Should().BeEmpty();
        AgainstOptions.Without(parsed).Should().Equal("load", "--rows", "500");
    }

    [Fact]
    public void Table_TwoBuilds_ShowsBeforeAndAfter()
    {
        var before = new PageFigures(2048, 1024, 512, 300, 600, 200, 400, 90, 100, 150, null);

        var table = PageTable.Of([new PageResult("/journal", before with { FirstBytes = 1024, ControlAnsweredMs = 7 }, before)]);

        table.Split('\n')[2].Should().StartWith("| `/journal` | 2 → 1 | 1 → 1 |").And.EndWith("| – → 7 |");
    }
}
