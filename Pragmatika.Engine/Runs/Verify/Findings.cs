using Pragmatika.Engine.Conflicts;
using Pragmatika.Engine.Delivery;

namespace Pragmatika.Engine.Runs.Verify;

/// <summary>Counts what a comparison finds, per flow, and keeps the first differences.</summary>
internal sealed class Findings(IReadOnlyList<FlowTarget> targets, int keep, RangeSums? ranges = null)
{
    private readonly VerifyCounters[] _counters = new VerifyCounters[targets.Count];
    private readonly List<RecordDifference> _differences = [];

    public IReadOnlyList<RecordDifference> Differences => _differences;

    public IReadOnlyDictionary<string, VerifyCounters> Flows =>
        targets.ToDictionary(target => target.Name, target => _counters[target.Index], StringComparer.Ordinal);

    public void Compared(int flow) => _counters[flow] = _counters[flow] with { Records = _counters[flow].Records + 1 };

    public void Waits(int flow) => _counters[flow] = _counters[flow] with { Waiting = _counters[flow].Waiting + 1 };

    public void Add(int flow, DifferenceKind kind, string key, long? crmId, IReadOnlyList<FieldDifference>? fields = null, ChangeMoments moments = default)
    {
        if (crmId is { } id && kind is DifferenceKind.Missing or DifferenceKind.Different)
        {
            ranges?.Found(flow, id);
        }


        _counters[flow] = _counters[flow].Plus(kind);
        if (_differences.Count < keep)
        {
            _differences.Add(new RecordDifference(kind, targets[flow].Name, key, crmId, fields ?? []) { SqlAt = moments.Source, CrmAt = moments.Crm });
        }
    }
}
