using Pragmatika.Sandbox.Rest.Records;
using Pragmatika.Sandbox.Store;
using Pragmatika.Sandbox.Wire;

namespace Pragmatika.Sandbox.Rest.Methods;

/// <summary><c>crm.entity.mergeBatch</c>: the first record takes what it lacks from the others, which are deleted (reference 8.2).</summary>
public static class MergeMethods
{
    public static IEnumerable<RestMethod> All => [new("crm.entity.mergeBatch", "crm", MergeBatch)];

    private static void MergeBatch(RestCall call)
    {
        var input = call.Exact("params").Array ?? call.Parameters;
        var table = call.Portal.Table(input["entityTypeId"].AsInteger) ?? throw Errors.Argument("entityTypeId is not supported");
        var ids = input["entityIds"].Array?.Select(entry => entry.Value.AsInteger).Distinct().ToList() ?? [];
        if (ids.Count < 2)
        {
            throw Errors.Argument("entityIds must hold at least two elements");
        }

        if (ids.Exists(id => !table.Contains(id)))
        {
            throw Errors.NotFound();
        }

        Merge(call, table, ids);
        call.Json.WriteStartObject();
        call.Json.WriteString("STATUS"u8, "SUCCESS"u8);
        call.Json.WriteStartArray("ENTITY_IDS"u8);
        ids.ForEach(id => call.Json.WriteNumberValue(id));
        call.Json.WriteEndArray();
        call.Json.WriteEndObject();
    }

    private static void Merge(RestCall call, EntityTable table, List<int> ids)
    {
        var writer = new RecordWriter(call.Portal, table, call.Caller, new WriteMode(IsClassic: false));
        var before = table.Load(ids[0])!;
        var kept = before.Copy();
        foreach (var id in ids.Skip(1))
        {
            var other = table.Load(id)!;
            TakeMissing(table, kept, other);
            Repoint(call, table.EntityTypeId, other.Id, kept.Id);
            writer.Delete(other);
        }

        writer.Save(before, kept);
    }

    private static void TakeMissing(EntityTable table, CrmRecord kept, CrmRecord other)
    {
        foreach (var field in table.Schema.Fields.Where(field => field.IsStored))
        {
            if (field.Type == FieldType.Multifield)
            {
                var known = kept[field.Slot].Communications;
                var fresh = other[field.Slot].Communications.Where(item => !Array.Exists(known, mine => mine.TypeId == item.TypeId && Communication.Normalise(mine.TypeId, mine.Value) == Communication.Normalise(item.TypeId, item.Value)));
                kept[field.Slot] = FieldValue.OfCommunications([.. known, .. fresh]);
            }
            else if (kept[field.Slot].IsNone)
            {
                kept[field.Slot] = other[field.Slot];
            }
        }
    }

    /// <summary>Deals, leads and items of a merged contact or company go over to the one that is kept.</summary>
    private static void Repoint(RestCall call, int entityTypeId, int from, int to)
    {
        foreach (var table in call.Portal.Tables.Where(table => table.EntityTypeId is not (Portal.Contact or Portal.Company)))
        {
            var slot = entityTypeId == Portal.Contact ? table.Schema.WellKnown.ContactIds : entityTypeId == Portal.Company ? table.Schema.WellKnown.CompanyId : -1;
            if (slot < 0)
            {
                continue;
            }

            var candidates = new List<int>();
            table.Collect(slot, EntityTable.IndexKey(FieldValue.OfInteger(from)), candidates);
            foreach (var id in candidates.Distinct().Where(table.Contains))
            {
                var before = table.Load(id)!;
                var after = before.Copy();
                after[slot] = entityTypeId == Portal.Company
                    ? before[slot].Integer == from ? FieldValue.OfLink(to) : before[slot]
                    : Binding.ToValue(Binding.Of(before[slot]).Select(binding => binding.Id == from ? binding with { Id = to } : binding).DistinctBy(binding => binding.Id));
                table.Replace(before, after);
            }
        }
    }
}
