using System.CommandLine;
using Pragmatika.Bench.Support;

namespace Pragmatika.Bench.Against;

/// <summary>Any bench by this build and by another commit's, with the same arguments: each number of its result by the other one's.</summary>
internal static class AnyAgainst
{
    public static async Task<object> RunAsync(BenchContext context, string commit, int rounds, ParseResult parsed)
    {
        var arguments = AgainstOptions.Without(parsed);
        using var folder = new BenchFolder();
        var that = await ProgramBuild.OfAsync(commit, folder, context.Stages, context.Stopping);
        var (mine, other) = await new InTurn(context, rounds).RunAsync(that, arguments);
        return new { bench = arguments[0], against = that.Name, rounds, ratios = mine.By(other), thisBuild = mine.Numbers, thatBuild = other.Numbers };
    }
}
