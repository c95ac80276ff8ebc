using Pragmatika.Bench.Storms.World;
using Pragmatika.Engine.Runs;

namespace Pragmatika.Bench.Storms.Oracle;

/// <summary>Holds what a run says of itself against what it did.</summary>
internal static class RunCheck
{
    /// <summary>A null run is one whose process died.</summary>
    public static void Check(RunRecord? run, bool dryRun, Watcher watcher)
    {
        if (dryRun && (watcher.CellsWritten > 0 || watcher.RecordsWritten > 0))
        {
            throw new StormBrokenException("foreign", "a run that only plans has written");
        }

        if (run is not { State: RunState.Succeeded or RunState.NeedsPerson } || dryRun)
        {
            return;
        }

        foreach (var (flow, counters) in run.Flows)
        {
            var made = watcher.Made.GetValueOrDefault(flow == "contacts" ? CrmKind.Contact : CrmKind.Deal);
            if (counters.Read < run.Rows)
            {
                throw new StormBrokenException("counters", $"{flow}: {run.Rows} rows were read and {counters.Read} have an end");
            }

            if (counters.Failed == 0 && counters.Created != made)
            {
                throw new StormBrokenException("counters", $"{flow}: the run says it created {counters.Created}, and created {made}");
            }
        }
    }
}
