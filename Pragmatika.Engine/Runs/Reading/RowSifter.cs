using Pragmatika.Engine.Connectors.Sql;
using Pragmatika.Engine.Delivery;
using Pragmatika.Engine.Links;
using Pragmatika.Engine.Mapping;
using Pragmatika.Engine.Runs.Letters;
using Pragmatika.Engine.Runs.Opening;

namespace Pragmatika.Engine.Runs.Reading;

/// <summary>A page after its unchanged rows were counted away.</summary>
internal sealed record SiftedPage(IReadOnlyList<RowWork> Changed, RunCounters[] Unchanged, int Rows, string Next);

/// <summary>
/// Drops rows that are what they were when they were committed (same fingerprint, nothing open) before any mapping, and maps the rest. Pages may be sifted in parallel.
/// </summary>
internal sealed class RowSifter(RunContext context)
{
    /// <summary>Repair of named keys maps every row, whatever its state.</summary>
    private readonly bool _mapAll = context.Request.Mode == RunMode.Keys;

    public async Task<SiftedPage> SiftAsync(SourcePage page, CancellationToken cancellationToken)
    {
        context.Seen?.Add(page.Rows);
        var keys = page.Rows.Select(row => row.Key).ToList();
        var states = _mapAll
            ? new Dictionary<string, RowState>()
            : await context.Store.RowStatesAsync(context.Exchange, keys, cancellationToken);
        var changed = new List<RowWork>();
        var unchanged = new RunCounters[context.Targets.Count];
        foreach (var row in page.Rows)
        {
            var fingerprint = context.Fingerprints.Of(row);
            if (states.TryGetValue(row.Key, out var state) && state.IsSettled && state.Fingerprint.AsSpan().SequenceEqual(fingerprint))
            {
                Count(unchanged, state.Outcomes);
            }
            else
            {
                changed.Add(Map(row, fingerprint));
            }
        }

        return new SiftedPage(changed, unchanged, page.Rows.Count, page.Next);
    }

    private RowWork Map(SourceRow row, byte[] fingerprint)
    {
        var work = new RowWork(row.Key, row.Version, fingerprint, context.Targets.Count);
        for (var flow = 0; flow < work.Mapped.Length; flow++)
        {
            var target = context.Targets[flow];
            var mapped = target.Mapper.Map(row);
            work.Mapped[flow] = mapped is MapResult.Reject ? Mend(row, target) ?? mapped : mapped;
            if (work.Mapped[flow] is MapResult.Reject)
            {
                work.Raw = row;
            }
        }

        return work;
    }

    /// <summary>What people put in place of a value that could not be read: earlier, then now. Null when nobody did.</summary>
    private MapResult? Mend(SourceRow row, FlowTarget target)
    {
        RecordOverride[] edits = [.. context.Mended.IsEmpty ? [] : context.Mended.ForRow(target, row), .. context.Request.Overrides];
        return edits.Length == 0 ? null : target.Mapper.Map(Overrides.Apply(row, target, edits));
    }

    private static void Count(RunCounters[] counters, string outcomes)
    {
        for (var flow = 0; flow < counters.Length; flow++)
        {
            counters[flow] = counters[flow].Plus(outcomes[flow] == '0' + (int)Outcome.Skipped ? Outcome.Skipped : Outcome.Unchanged);
        }
    }
}
