using Pragmatika.Bench.Storms.World;
using Pragmatika.Bench.Support;
using Pragmatika.Engine.Hearing;
using Pragmatika.Engine.Runs;
using Pragmatika.Engine.Runs.Verify;
using Pragmatika.Portal.Cli;

namespace Pragmatika.Bench.Storms.Real;

/// <summary>The end of a real storm: calm weather, the exchange runs until it has nothing to do, then both sides are compared and a further run must write nothing.</summary>
internal sealed class RealCalm(RealWorld world, Stages stages)
{
    private const int MostRuns = 60;
    private const int Shown = 20;
    private const string Contents = "SELECT p::text FROM people AS p ORDER BY id";

    public async Task<(int Runs, string? Failure)> CheckAsync(CancellationToken cancellationToken)
    {
        await world.KillEngineAsync();
        await world.Sandbox.SetWeatherAsync("calm", 1, cancellationToken);
        await using var session = await world.OpenAsync(cancellationToken);
        var runs = (await session.Get<IEngineStore>().RunsAsync(StormExchange.Name, 10_000, cancellationToken)).Count;
        for (var round = 0; round < 3; round++)
        {
            await HearAsync(session, HeardBy.Polling, cancellationToken);
            await HearAsync(session, HeardBy.Sweep, cancellationToken);
            await RunAsync(session, round == 1 ? RunMode.Full : RunMode.Incremental, cancellationToken);
        }

        return (runs, await CompareAsync(session, cancellationToken) ?? await RestAsync(session, cancellationToken));
    }

    private static async Task<string?> CompareAsync(EngineSession session, CancellationToken cancellationToken)
    {
        var report = await session.Get<IVerifyService>().VerifyAsync(StormExchange.Name, Shown, cancellationToken);
        return report.Flows.Values.Sum(flow => flow.Missing + flow.Extra + flow.Doubled + flow.Different) == 0
            ? null
            : "both sides differ: " + string.Join("; ", report.Differences.Take(Shown).Select(Told));
    }

    private static string Told(RecordDifference one) =>
        $"{one.Kind} {one.Flow} {one.Key}, CRM {one.CrmId} of {one.CrmAt:HH:mm:ss}: " + string.Join(", ", one.Fields.Select(field => $"{field.Field} {field.Sql} | {field.Crm}"));

    /// <summary>The portal fills fields by itself and polls need a second to be over: only what comes after that must be nothing.</summary>
    private async Task<string?> RestAsync(EngineSession session, CancellationToken cancellationToken)
    {
        var before = (await world.Sandbox.FiguresAsync(cancellationToken)).WriteCommands;
        var table = await world.Table.TextsAsync(Contents, cancellationToken);
        await RunAsync(session, RunMode.Full, cancellationToken);
        var after = await world.Sandbox.FiguresAsync(cancellationToken);
        if (after.WriteCommands > before || after.Duplicates > 0)
        {
            return $"a run that had nothing to do sent {after.WriteCommands - before} writes; {after.Duplicates} records are doubled";
        }

        return table.SequenceEqual(await world.Table.TextsAsync(Contents, cancellationToken)) ? null : "a run that had nothing to do wrote to the table";
    }

    private static async Task HearAsync(EngineSession session, HeardBy way, CancellationToken cancellationToken)
    {
        await Task.Delay(TimeSpan.FromSeconds(1.5), TimeProvider.System, cancellationToken); // the second under way is left to the next poll
        await session.Get<IHearing>().HearAsync(StormExchange.Portal, way, cancellationToken);
    }

    /// <summary>The lease of the process that was killed last may stand for some seconds.</summary>
    private async Task RunAsync(EngineSession session, RunMode mode, CancellationToken cancellationToken)
    {
        var service = session.Get<IRunService>();
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                var started = await service.StartAsync(new RunRequest { Exchange = StormExchange.Name, Mode = mode, StartedBy = "storm" }, cancellationToken);
                var ended = await service.CompletionAsync(started.Id, cancellationToken);
                if (ended.State is not (RunState.Succeeded or RunState.NeedsPerson))
                {
                    throw new InvalidOperationException($"A run in calm weather ended as {ended.State}: {ended.Message}");
                }

                stages.Say($"  calm run: {ended.State}, {ended.Total}");
                return;
            }
            catch (RunRefusedException refused) when (refused.IsUnderWay && attempt < MostRuns)
            {
                await Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System, cancellationToken);
            }
        }
    }
}
