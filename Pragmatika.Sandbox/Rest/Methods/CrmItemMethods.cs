using Pragmatika.Sandbox.Rest.Query;
using Pragmatika.Sandbox.Rest.Records;
using Pragmatika.Sandbox.Store;
using Pragmatika.Sandbox.Wire;

namespace Pragmatika.Sandbox.Rest.Methods;

/// <summary><c>crm.item.*</c> for leads, deals, contacts, companies and smart processes (reference 6.3).</summary>
public static class CrmItemMethods
{
    public static IEnumerable<RestMethod> All =>
    [
        new("crm.item.fields", "crm", Fields),
        new("crm.item.add", "crm", Add),
        new("crm.item.update", "crm", Update),
        new("crm.item.get", "crm", Get),
        new("crm.item.list", "crm", List),
        new("crm.item.delete", "crm", Delete),
    ];

    /// <summary>The table the call's entityTypeId names.</summary>
    /// <exception cref="RestException">400 code 100 without the parameter, NOT_FOUND for an unknown type.</exception>
    public static EntityTable Table(RestCall call) =>
        call.Portal.Table(call.Needed("entityTypeId").AsInteger) ?? throw Errors.NotFound("Smart process not found");

    public static bool OriginalNames(RestCall call) => call.Exact("useOriginalUfNames").IsYes;

    private static void Fields(RestCall call)
    {
        var table = Table(call);
        call.Json.WriteStartObject();
        call.Json.WritePropertyName("fields"u8);
        new FieldDescriptions(table, call.Json, classic: false).WriteAll(OriginalNames(call));
        call.Json.WriteEndObject();
    }

    private static void Add(RestCall call)
    {
        var table = Table(call);
        var writer = Writer(call, table);
        WriteItem(call, table, writer.Add(call.NeededArray("fields")));
    }

    private static void Update(RestCall call)
    {
        var table = Table(call);
        var record = Record(call, table);
        WriteItem(call, table, Writer(call, table).Update(record, call.NeededArray("fields")));
    }

    private static void Get(RestCall call)
    {
        var table = Table(call);
        WriteItem(call, table, Record(call, table));
    }

    private static void Delete(RestCall call)
    {
        var table = Table(call);
        Writer(call, table).Delete(Record(call, table));
        call.Json.WriteStartArray();
        call.Json.WriteEndArray();
    }

    private static void List(RestCall call)
    {
        var table = Table(call);
        var originalNames = OriginalNames(call);
        var filter = ItemFilter.Read(call.Portal, table, call.Exact("filter").Array ?? new PhpArray(), originalNames);
        var order = RecordOrder.ReadItem(table, call.Exact("order").Array ?? new PhpArray(), originalNames);
        var page = new RecordQuery(call.Portal, table, filter, order).Run(call.Exact("start").AsInteger);
        var output = new ItemOutput(call.Portal, table, call.Json, originalNames);
        var fields = output.Selected(call.Exact("select").Array);
        call.Json.WriteStartObject();
        call.Json.WriteStartArray("items"u8);
        foreach (var id in page.Ids)
        {
            output.Write(table.Load(id)!, fields);
        }

        call.Json.WriteEndArray();
        call.Json.WriteEndObject();
        (call.Total, call.Next) = (page.Total, page.Next);
    }

    private static CrmRecord Record(RestCall call, EntityTable table) => table.Load(call.Needed("id").AsInteger) ?? throw Errors.NotFound();

    private static RecordWriter Writer(RestCall call, EntityTable table) =>
        new(call.Portal, table, call.Caller, new WriteMode(IsClassic: false, OriginalNames(call)));

    private static void WriteItem(RestCall call, EntityTable table, CrmRecord record)
    {
        call.Json.WriteStartObject();
        call.Json.WritePropertyName("item"u8);
        new ItemOutput(call.Portal, table, call.Json, OriginalNames(call)).WriteAll(record);
        call.Json.WriteEndObject();
    }
}
