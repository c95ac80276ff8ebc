using Pragmatika.Bench.Support;

namespace Pragmatika.Bench.Against;

/// <summary>
/// Runs a bench of this build and of another one in turn, A B A B, each in a process of its own with that build's engine, sandbox and table, so that a machine that slows down
/// or is busy for a while does so for both.
/// </summary>
internal sealed class InTurn(BenchContext context, int rounds)
{
    /// <summary>Medians of each build's rounds; this one's come first.</summary>
    public async Task<(Figures This, Figures That)> RunAsync(ProgramBuild that, IReadOnlyList<string> arguments)
    {
        var mine = new List<Figures>();
        var others = new List<Figures>();
        for (var round = 1; round <= rounds; round++)
        {
            mine.Add(await OnceAsync(ProgramBuild.This() with { Name = "this" }, AppContext.BaseDirectory, arguments, round));
            others.Add(await OnceAsync(that, that.Bench, arguments, round));
        }

        return (Figures.Median(mine), Figures.Median(others));
    }

    private Task<Figures> OnceAsync(ProgramBuild build, string folder, IReadOnlyList<string> arguments, int round) =>
        context.Stages.DoAsync($"{arguments[0]} of {build.Name}, round {round}", async () =>
        {
            await using var child = ChildProcess.Start(Path.Combine(folder, "Pragmatika.Bench"), [.. arguments, "--json"], onError: line => context.Stages.Say($"  {build.Name}: {line}"));
            return await child.WaitAsync(context.Stopping) == 0
                ? Figures.Of(child.Output)
                : throw new InvalidOperationException($"{arguments[0]} of {build.Name} failed.");
        });
}
