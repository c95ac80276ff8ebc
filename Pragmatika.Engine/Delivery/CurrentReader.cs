using Pragmatika.Engine.Connectors.Bitrix;

namespace Pragmatika.Engine.Delivery;

/// <summary>Reads what records have now, for updates that must know it (phones and e-mails are changed by the id of each entry).</summary>
internal static class CurrentReader
{
    /// <summary>Sets <see cref="Change.Current"/> of every change whose record has an id and was found.</summary>
    public static async Task ReadAsync(IBitrixPortal portal, FlowTarget target, IReadOnlyList<Change> changes, CancellationToken cancellationToken)
    {
        var byId = changes
            .Select(change => (change, id: change.Principal?.Record.CrmId ?? change.Record.CrmId))
            .Where(pair => pair.id is not null)
            .ToLookup(pair => pair.id!.Value, pair => pair.change);
        if (byId.Count == 0)
        {
            return;
        }

        foreach (var item in await portal.GetManyAsync(target.Entity, [.. byId.Select(group => group.Key)], cancellationToken))
        {
            foreach (var change in byId[item.Id])
            {
                change.Current = item.MultiFields;
            }
        }
    }
}
