namespace Pragmatika.Engine.Hearing.Polling;

/// <summary>What the overlap of polls brings again, by kind of record and id, so that it need not be asked of the inbox, which remembers the same across restarts.</summary>
internal sealed class RecentChanges
{
    private readonly Dictionary<(int EntityTypeId, long CrmId), long> _modified = [];

    public bool Has(int entityTypeId, long crmId, DateTimeOffset modified) => _modified.GetValueOrDefault((entityTypeId, crmId)) == modified.UtcTicks;

    public void Add(HeardChange change) => _modified[(change.EntityTypeId, change.CrmId)] = change.ModifiedAt!.Value.UtcTicks;

    /// <summary>What is older does not come again.</summary>
    public void Forget(DateTimeOffset before)
    {
        foreach (var (record, ticks) in _modified)
        {
            if (ticks < before.UtcTicks)
            {
                _modified.Remove(record);
            }
        }
    }
}
