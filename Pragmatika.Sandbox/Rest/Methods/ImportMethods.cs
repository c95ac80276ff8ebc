using Pragmatika.Sandbox.Rest.Records;
using Pragmatika.Sandbox.Store;
using Pragmatika.Sandbox.Wire;

namespace Pragmatika.Sandbox.Rest.Methods;

/// <summary><c>crm.item.import</c> and <c>crm.item.batchImport</c>: system times and authors may be set by an administrator (reference 6.3).</summary>
public static class ImportMethods
{
    private const int MaxItems = 20;

    public static IEnumerable<RestMethod> All =>
    [
        new("crm.item.import", "crm", Import),
        new("crm.item.batchImport", "crm", BatchImport),
    ];

    private static void Import(RestCall call)
    {
        var table = CrmItemMethods.Table(call);
        WriteItem(call, Add(call, table, call.NeededArray("fields")));
    }

    private static void BatchImport(RestCall call)
    {
        var table = CrmItemMethods.Table(call);
        var data = call.NeededArray("data");
        if (data.Count > MaxItems)
        {
            throw new RestException(400, "MAX_IMPORT_BATCH_SIZE_EXCEEDED", "You cannot import more than 20 items");
        }

        call.Json.WriteStartObject();
        call.Json.WriteStartArray("items"u8);
        foreach (var (_, item) in data)
        {
            try
            {
                WriteItem(call, Add(call, table, item.Array ?? new PhpArray()));
            }
            catch (RestException failure)
            {
                ErrorBody.Write(call.Json, failure);
            }
        }

        call.Json.WriteEndArray();
        call.Json.WriteEndObject();
    }

    private static CrmRecord Add(RestCall call, EntityTable table, PhpArray fields)
    {
        var created = fields["createdTime"];
        if (!created.IsEmpty && call.Portal.Time.TryMoment(created.AsText, out var moment) && moment > call.Portal.Time.NowSeconds)
        {
            throw Errors.InvalidField("createdTime");
        }

        return new RecordWriter(call.Portal, table, call.Caller, new WriteMode(IsClassic: false, CrmItemMethods.OriginalNames(call), IsImport: true)).Add(fields);
    }

    private static void WriteItem(RestCall call, CrmRecord record)
    {
        call.Json.WriteStartObject();
        call.Json.WriteStartObject("item"u8);
        call.Json.WriteNumber("id"u8, record.Id);
        call.Json.WriteEndObject();
        call.Json.WriteEndObject();
    }
}
