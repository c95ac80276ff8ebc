using Pragmatika.Engine.Exchanges;
using Pragmatika.Engine.Runs;

namespace Pragmatika.Portal.Features.Runs;

/// <summary>What pages say of a run beyond what is stored. Pure.</summary>
public static class RunFacts
{
    extension(RunRecord run)
    {
        /// <summary>Records that need a person: conflicts, and what was not written.</summary>
        public long Troubles => run.Total.Conflicted + run.Total.Rejected + run.Total.Failed;

        public long Written => run.IsDryRun ? 0 : run.Total.Created + run.Total.Updated;

        /// <summary>0 to 1; null when the rows could not be counted.</summary>
        public double? Share => run.RowsExpected is > 0 and var expected ? Math.Min(1, (double)run.Rows / expected) : null;

        /// <summary>The key of the sentence that says what a stopped run wrote and what it did not; null for a run that was not stopped.</summary>
        public string? StoppedKey => run switch
        {
            { State: not (RunState.Cancelled or RunState.Crashed or RunState.Failed) } => null,
            { IsDryRun: true } => "Stopped.Dry",
            _ when run.Written == 0 => "Stopped.Nothing",
            { RowsExpected: > 0 } when run.RowsExpected > run.Rows => "Stopped.Part",
            _ => "Stopped.Some",
        };
    }

    /// <summary>Who or what started it, in words.</summary>
    public static string StarterOf(RunRecord run, string schedule, string commandLine) => run.StartedBy switch { "schedule" => schedule, "cli" => commandLine, var by => by };

    /// <summary>Flows in the order of the definition, also those the run has not reached, then flows the definition no longer has.</summary>
    public static IReadOnlyList<FlowLine> FlowsOf(RunRecord run, IReadOnlyList<FlowDefinition> defined)
    {
        var names = defined.Select(flow => flow.Name).ToList();
        return [.. names.Concat(run.Flows.Keys.Where(name => !names.Contains(name))).Select(name => new FlowLine(name, run.Flows.GetValueOrDefault(name)))];
    }
}

/// <summary>What a run did in one flow.</summary>
public sealed record FlowLine(string Name, RunCounters Counters);
