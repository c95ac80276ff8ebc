using Pragmatika.Bench.Storms.Real;
using Pragmatika.Bench.Support;

namespace Pragmatika.Bench.Benches;

/// <summary>Storms of real processes, one after another.</summary>
internal sealed class StormReal(BenchContext context, string server, int first, int last, double minutes)
{
    public async Task<object> RunAsync()
    {
        var start = context.Time.GetTimestamp();
        var results = new List<RealStormResult>();
        for (var seed = first; seed <= last; seed++)
        {
            var result = await context.Stages.DoAsync($"seed {seed}", () => new RealStorm(server, seed, TimeSpan.FromMinutes(minutes), context.Stages).PlayAsync(context.Stopping));
            context.Stages.Say(result.ToString());
            results.Add(result);
        }

        var failed = results.Where(result => result.Failure is not null).ToList();
        return new
        {
            bench = "storm-real",
            seeds = results.Count,
            failed = failed.Count,
            failedSeeds = failed.ConvertAll(result => result.Seed),
            changes = results.Sum(result => result.Changes),
            engineKills = results.Sum(result => result.EngineKills),
            sandboxKills = results.Sum(result => result.SandboxKills),
            cuts = results.Sum(result => result.Cuts),
            clockJumps = results.Sum(result => result.Jumps),
            runs = results.Sum(result => result.Runs),
            seconds = Math.Round(context.Time.GetElapsedTime(start).TotalSeconds, 1),
        };
    }
}
