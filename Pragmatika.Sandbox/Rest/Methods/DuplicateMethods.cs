using Pragmatika.Sandbox.Store;
using Pragmatika.Sandbox.Wire;

namespace Pragmatika.Sandbox.Rest.Methods;

/// <summary><c>crm.duplicate.findbycomm</c> (reference 8.2).</summary>
public static class DuplicateMethods
{
    private const int MaxValues = 20;
    private const int MaxHits = 20;

    private static readonly (string Name, int EntityTypeId)[] Kinds = [("LEAD", Portal.Lead), ("CONTACT", Portal.Contact), ("COMPANY", Portal.Company)];

    public static IEnumerable<RestMethod> All => [new("crm.duplicate.findbycomm", "crm", FindByComm)];

    private static void FindByComm(RestCall call)
    {
        var type = call.Any("type").AsText.ToUpperInvariant();
        if (type.Length == 0)
        {
            throw Errors.Classic("Communication type is not defined.");
        }

        if (type is not ("PHONE" or "EMAIL"))
        {
            throw Errors.Classic($"Communication type '{type}' is not supported in current context");
        }

        var values = call.Any("values").Array?.Select(entry => entry.Value.AsText).Where(value => value.Length > 0).Take(MaxValues).ToList() ?? [];
        if (values.Count == 0)
        {
            throw Errors.Classic("Communication values is not defined.");
        }

        var wanted = call.Any("entity_type").AsText.ToUpperInvariant();
        var found = Kinds.Where(kind => wanted.Length == 0 || wanted == kind.Name)
            .Select(kind => (kind.Name, Ids: Find(call.Portal.Table(kind.EntityTypeId)!, type, values)))
            .Where(kind => kind.Ids.Count > 0)
            .ToList();
        PhpMaps.Write(call.Json, found, kind => kind.Name, (json, kind) =>
        {
            json.WriteStartArray();
            foreach (var id in kind.Ids)
            {
                json.WriteNumberValue(id);
            }

            json.WriteEndArray();
        });
    }

    private static List<int> Find(EntityTable table, string type, List<string> values)
    {
        var found = new SortedSet<int>();
        foreach (var value in values)
        {
            var key = Communication.Normalise(type, value);
            var candidates = new List<int>();
            table.Collect(EntityTable.CommunicationSlot(type), key, candidates);
            found.UnionWith(candidates.Where(id => table.Value(id, table.Schema.WellKnown.Multifields).Communications
                .Any(item => item.TypeId == type && Communication.Normalise(type, item.Value) == key)));
        }

        return [.. found.Take(MaxHits)];
    }
}
