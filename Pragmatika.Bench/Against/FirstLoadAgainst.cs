using System.Globalization;
using Pragmatika.Bench.Support;

namespace Pragmatika.Bench.Against;

/// <summary>
/// The load of <c>first-load</c> by this build and by another commit's. The pump is the same on both sides and says nothing about them, so it is left out: each round is one
/// <c>load</c> of that build's bench.
/// </summary>
internal static class FirstLoadAgainst
{
    public static async Task<object> RunAsync(BenchContext context, string commit, int rounds)
    {
        using var folder = new BenchFolder();
        var that = await ProgramBuild.OfAsync(commit, folder, context.Stages, context.Stopping);
        var (mine, other) = await new InTurn(context, rounds).RunAsync(that, Arguments(context));
        return Result(mine, other, that.Name, rounds);
    }

    internal static object Result(Figures mine, Figures other, string against, int rounds)
    {
        var ratio = Costs.Of(mine, mine).By(Costs.Of(other, mine));
        return new
        {
            bench = "first-load",
            against,
            rounds,
            rows = (long)mine.Numbers["rows"],
            ratioObjectsPerSecond = ratio.ObjectsPerSecond,
            ratioCpuPerObject = ratio.CpuPerObject,
            ratioPeakRss = ratio.PeakRss,
            thisBuild = mine.Numbers,
            thatBuild = other.Numbers,
        };
    }

    private static string[] Arguments(BenchContext context)
    {
        string[] arguments = ["load", "--rows", Text(context.Rows), "--seed", Text(context.Seed), "--repeat", "1"];
        return context.Lanes is { } lanes ? [.. arguments, "--lanes", Text(lanes)] : arguments;
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>What a load costs. The same rows make the same objects, so this build's count stands for both: an older bench does not tell it.</summary>
    private sealed record Costs(double ObjectsPerSecond, double CpuPerObject, double PeakRss)
    {
        public static Costs Of(Figures load, Figures counted)
        {
            var objects = counted.Numbers["objects"];
            return new Costs(objects / load.Numbers["seconds"], load.Numbers["cpuSeconds"] / objects, load.Numbers["peakRssMiB"]);
        }

        public Costs By(Costs other) => new(
            Math.Round(ObjectsPerSecond / other.ObjectsPerSecond, 3), Math.Round(CpuPerObject / other.CpuPerObject, 3), Math.Round(PeakRss / other.PeakRss, 3));
    }
}
