using Pragmatika.Engine.Runs.Planned;

namespace Pragmatika.Engine.Runs.Exactly;

/// <summary>The writes a dry run planned, by record, and which of them the run that repeats it has met. Some 150 bytes a write.</summary>
internal sealed class ExactPlan
{
    private readonly Dictionary<(string Flow, string Key), ExactRecord> _records = [];

    private ExactPlan(DateTimeOffset plannedAt, bool isDefinitionChanged) => (PlannedAt, IsDefinitionChanged) = (plannedAt, isDefinitionChanged);

    public DateTimeOffset PlannedAt { get; }

    /// <summary>True when the exchange was edited since in a way that may change what is planned.</summary>
    public bool IsDefinitionChanged { get; }

    public static async Task<ExactPlan> LoadAsync(IPlannedChanges planned, RunRecord dryRun, bool isDefinitionChanged, CancellationToken cancellationToken)
    {
        var plan = new ExactPlan(dryRun.StartedAt, isDefinitionChanged);
        await foreach (var change in planned.AllAsync(dryRun.Id, new PlannedFilter(), cancellationToken))
        {
            if (change.Kind is PlannedKind.Create or PlannedKind.Update or PlannedKind.Link)
            {
                plan.Add(change);
            }
        }

        return plan;
    }

    /// <summary>The next write of the record that was not met yet; null when the dry run planned none or no further one.</summary>
    public ExactRecord? Next(string flow, string key)
    {
        var record = _records.GetValueOrDefault((flow, key));
        while (record is { IsMet: true })
        {
            record = record.Then;
        }

        return record;
    }

    /// <summary>Planned writes the run did not come upon, with the id they had.</summary>
    public IEnumerable<(string Flow, string Key, long? CrmId)> NotMet()
    {
        foreach (var ((flow, key), first) in _records)
        {
            for (var record = first; record is not null; record = record.Then)
            {
                if (!record.IsMet)
                {
                    yield return (flow, key, record.CrmId);
                }
            }
        }
    }

    private void Add(PlannedChange change)
    {
        var added = new ExactRecord(change);
        if (!_records.TryAdd((change.Flow, change.Key), added))
        {
            var last = _records[(change.Flow, change.Key)];
            while (last.Then is { } next)
            {
                last = next;
            }

            last.Then = added;
        }
    }
}
