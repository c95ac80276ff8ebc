using Pragmatika.Engine.Journal;
using Pragmatika.Engine.Links;
using Pragmatika.Engine.Runs.Exactly;
using Pragmatika.Engine.Runs.Opening;
using Pragmatika.Engine.Runs.Settling;
using Pragmatika.Engine.Runs.Watching;

namespace Pragmatika.Engine.Runs.Forward;

/// <summary>Ends a run over a plan: what it did not come upon is counted and told as refused.</summary>
internal sealed class ExactEnd(RunContext context, RunProgress progress)
{
    private const int EntriesAtOnce = 2000;

    public async Task TellNotMetAsync(ExactPlan plan, CancellationToken cancellationToken)
    {
        foreach (var part in plan.NotMet().Chunk(EntriesAtOnce))
        {
            var counters = new RunCounters[context.Targets.Count];
            foreach (var flow in part.GroupBy(record => record.Flow, StringComparer.Ordinal))
            {
                if (context.Targets.FirstOrDefault(target => target.Name == flow.Key) is { } target)
                {
                    counters[target.Index] = counters[target.Index].Plus(Outcome.Rejected, flow.LongCount());
                }
            }

            progress.BatchDone(counters);
            await context.Store.CommitAsync(context.Commit(progress) with { Journal = [.. part.Select(Entry)] }, cancellationToken);
        }
    }

    private JournalEntry Entry((string Flow, string Key, long? CrmId) record) => new()
    {
        At = context.Time.GetUtcNow(),
        Level = JournalLevel.Warning,
        Kind = JournalKind.Failure,
        Exchange = context.Exchange,
        RunId = context.RunId,
        Flow = record.Flow,
        Key = record.Key,
        CrmId = record.CrmId,
        Outcome = Outcome.Rejected,
        Text = ExactTexts.NotMet.With(),
    };
}
