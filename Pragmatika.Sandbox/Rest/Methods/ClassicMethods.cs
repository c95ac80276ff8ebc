using Pragmatika.Sandbox.Rest.Query;
using Pragmatika.Sandbox.Rest.Records;
using Pragmatika.Sandbox.Store;
using Pragmatika.Sandbox.Wire;

namespace Pragmatika.Sandbox.Rest.Methods;

/// <summary><c>crm.{lead,deal,contact,company}.*</c>: the frozen family with its own texts (reference 6.1).</summary>
public sealed class ClassicMethods(string name, int entityTypeId)
{
    public static IEnumerable<RestMethod> All =>
    [
        .. new ClassicMethods("lead", Portal.Lead).Family,
        .. new ClassicMethods("deal", Portal.Deal).Family,
        .. new ClassicMethods("contact", Portal.Contact).Family,
        .. new ClassicMethods("company", Portal.Company).Family,
    ];

    private IEnumerable<RestMethod> Family =>
    [
        new($"crm.{name}.fields", "crm", call => new FieldDescriptions(Table(call), call.Json, classic: true).WriteAll()),
        new($"crm.{name}.add", "crm", Add),
        new($"crm.{name}.update", "crm", Update),
        new($"crm.{name}.get", "crm", Get),
        new($"crm.{name}.list", "crm", List),
        new($"crm.{name}.delete", "crm", Delete),
    ];

    private EntityTable Table(RestCall call) => call.Portal.Table(entityTypeId)!;

    private RecordWriter Writer(RestCall call)
    {
        var isImport = entityTypeId is Portal.Contact or Portal.Company && call.AnyArray("params").AnyCase("IMPORT").IsYes;
        return new RecordWriter(call.Portal, Table(call), call.Caller, new WriteMode(IsClassic: true, IsImport: isImport));
    }

    private void Add(RestCall call) => call.Json.WriteNumberValue(Writer(call).Add(Fields(call)).Id);

    private void Update(RestCall call)
    {
        var record = Find(call, entityTypeId switch
        {
            Portal.Contact => Errors.Classic("Contact is not found"),
            Portal.Company => Errors.Classic("Company is not found"),
            _ => Errors.Classic("Not found"),
        });
        Writer(call).Update(record, Fields(call));
        call.Json.WriteBooleanValue(true);
    }

    private void Get(RestCall call) => new ClassicOutput(call.Portal, Table(call), call.Json).WriteAll(Find(call, Errors.Classic("Not found")));

    private void Delete(RestCall call)
    {
        Writer(call).Delete(Find(call, entityTypeId switch
        {
            Portal.Contact => Errors.Core("Element not found"),
            Portal.Company => Errors.Classic("Company is not found"),
            _ => Errors.Classic("Not found"),
        }));
        call.Json.WriteBooleanValue(true);
    }

    private void List(RestCall call)
    {
        var table = Table(call);
        var filter = ClassicFilter.Read(call.Portal, table, call.AnyArray("filter"));
        var page = new RecordQuery(call.Portal, table, filter, RecordOrder.ReadClassic(table, call.AnyArray("order"))).Run(call.Any("start").AsInteger);
        var output = new ClassicOutput(call.Portal, table, call.Json);
        var (fields, communications) = output.Selected(call.AnyArray("select"));
        call.Json.WriteStartArray();
        foreach (var id in page.Ids)
        {
            output.Write(table.Load(id)!, fields, communications);
        }

        call.Json.WriteEndArray();
        (call.Total, call.Next) = (page.Total, page.Next);
    }

    private CrmRecord Find(RestCall call, RestException missing)
    {
        var id = call.Any("id").AsInteger;
        return id <= 0 ? throw Errors.Classic("ID is not defined or invalid.") : Table(call).Load(id) ?? throw missing;
    }

    private static PhpArray Fields(RestCall call) => call.Any("fields").Array ?? throw Errors.Classic("Parameter 'fields' must be array.");
}
