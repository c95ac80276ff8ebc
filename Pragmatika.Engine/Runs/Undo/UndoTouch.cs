using Pragmatika.Engine.Connectors.Bitrix;
using Pragmatika.Engine.Delivery;
using Pragmatika.Engine.Mapping;
using Pragmatika.Engine.Runs.Opening;

namespace Pragmatika.Engine.Runs.Undo;

/// <summary>
/// Looks once more at records that are to be deleted: whether anybody changed them in a field that is not ours, and whether other records refer to them.
/// </summary>
internal sealed class UndoTouch(RunContext context, UndoMemory memory)
{
    /// <summary>What the portal itself does to a new record (bindings, numbering) comes within a moment of its creation.</summary>
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(5);

    /// <summary>The journal's clock and the portal's need not agree.</summary>
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(1);

    private readonly HashSet<(int EntityTypeId, long Id)> _going = [];

    public async Task RefuseTouchedAsync(FlowTarget target, IReadOnlyList<UndoRecord> deletes, IReadOnlyDictionary<long, CrmItem> items, CancellationToken cancellationToken)
    {
        if (deletes.Count == 0)
        {
            return;
        }

        var ids = deletes.Select(record => record.CrmId!.Value).ToList();
        var writes = await memory.Entries.WritesAsync(context.Exchange, target.Name, ids, cancellationToken);
        foreach (var record in deletes.Where(record => IsTouched(items[record.CrmId!.Value], writes.GetValueOrDefault(record.CrmId!.Value))))
        {
            record.Refuse(UndoTexts.TouchedElsewhere.With());
        }

        await RefuseUsedAsync(target, deletes, cancellationToken);
        _going.UnionWith(deletes.Where(record => record.Action == UndoAction.Delete).Select(record => (target.Entity.EntityTypeId, record.CrmId!.Value)));
    }

    /// <summary>Our own later writes are told by the journal; a record that only its creation wrote must be as old as it is.</summary>
    private static bool IsTouched(CrmItem item, (int Count, DateTimeOffset Last) writes)
    {
        if (item.UpdatedTime is not { } updated)
        {
            return false;
        }

        return writes.Count <= 1 && item.Values.GetValueOrDefault("createdTime") is { Kind: ValueKind.Moment } created
            ? updated > created.AsMoment + Settling
            : updated > writes.Last + Skew;
    }

    private async Task RefuseUsedAsync(FlowTarget target, IReadOnlyList<UndoRecord> deletes, CancellationToken cancellationToken)
    {
        var open = deletes.Where(record => record.Action == UndoAction.Delete).ToDictionary(record => Value.Number(record.CrmId!.Value).ToString(), StringComparer.Ordinal);
        foreach (var (user, field) in Users(target))
        {
            if (open.Count == 0)
            {
                return;
            }

            var found = await context.Portal.FindByFieldAsync(user.Entity, field, [.. open.Values.Select(record => Value.Number(record.CrmId!.Value))], cancellationToken);
            foreach (var (id, users) in found)
            {
                if (users.Where(one => !_going.Contains((user.Entity.EntityTypeId, one))).ToList() is { Count: > 0 } staying && open.Remove(id, out var record))
                {
                    record.Refuse(UndoTexts.Used.With(string.Join(", ", staying.Take(3))));
                }
            }
        }
    }

    private IEnumerable<(FlowTarget User, string Field)> Users(FlowTarget target) =>
        from user in context.Targets
        from rule in user.Mapper.Rules
        where rule.Source.Flow == target.Name && rule.Direction != Direction.ToSql
        select (user, rule.Field);
}
