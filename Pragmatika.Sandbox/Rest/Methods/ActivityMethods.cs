using System.Globalization;
using Pragmatika.Sandbox.Rest.Query;
using Pragmatika.Sandbox.Rest.Records;
using Pragmatika.Sandbox.Store;
using Pragmatika.Sandbox.Wire;

namespace Pragmatika.Sandbox.Rest.Methods;

/// <summary><c>crm.activity.*</c>: calls, meetings, mails and to-dos (reference 8.3).</summary>
public static class ActivityMethods
{
    public static IEnumerable<RestMethod> All =>
    [
        new("crm.activity.add", "crm", Add),
        new("crm.activity.update", "crm", Update),
        new("crm.activity.get", "crm", call => ActivityOutput.Write(call, Find(call), ActivityOutput.EverythingButLists)),
        new("crm.activity.list", "crm", List),
        new("crm.activity.delete", "crm", Delete),
        new("crm.activity.fields", "crm", ActivityOutput.WriteFields),
        new("crm.activity.todo.add", "crm", TodoAdd),
        new("crm.activity.configurable.add", "crm", _ => throw Errors.Argument("layout is required")) { AppOnly = true },
    ];

    private static LooseRecord Find(RestCall call) => call.Portal.Activities.Find(call.Any("id").AsInteger) ?? throw Errors.Classic("Activity is not found");

    private static void Add(RestCall call)
    {
        var fields = call.Any("fields").Array ?? throw Errors.Classic("Parameter 'fields' must be array.");
        if (fields["SUBJECT"].IsEmpty)
        {
            throw Errors.Classic("The field SUBJECT is not defined or empty");
        }

        CheckOwner(call.Portal, fields);
        CheckCommunications(fields);
        var record = call.Portal.Activities.Add();
        record["CREATED"] = record["LAST_UPDATED"] = call.Portal.Time.Moment(call.Portal.Time.NowSeconds);
        record["AUTHOR_ID"] = record["EDITOR_ID"] = Text(call.Caller.UserId);
        record["COMPLETED"] = "N";
        record["STATUS"] = "1";
        record["PRIORITY"] = "2";
        Apply(call.Portal, record, fields);
        Touch(call.Portal, record);
        Raise(call, ChangeKind.Added, record.Id);
        call.Json.WriteNumberValue(record.Id);
    }

    private static void CheckOwner(Portal portal, PhpArray fields)
    {
        var table = portal.Table(fields["OWNER_TYPE_ID"].AsInteger);
        if (table is null || !table.Contains(fields["OWNER_ID"].AsInteger))
        {
            throw Errors.Classic("Could not build binding. Please ensure that owner info and communications are defined correctly.");
        }
    }

    private static void CheckCommunications(PhpArray fields)
    {
        var communications = fields["COMMUNICATIONS"].Array;
        var isSingle = fields["TYPE_ID"].AsInteger is 1 or 2;
        if (isSingle && (communications is null || communications.Count == 0))
        {
            throw Errors.Classic("The field COMMUNICATIONS is not defined or invalid");
        }

        if (isSingle && communications!.Count > 1)
        {
            throw Errors.Classic("The only one communication is allowed for activity of specified type");
        }
    }

    private static void Update(RestCall call)
    {
        var record = Find(call);
        Apply(call.Portal, record, call.Any("fields").Array ?? throw Errors.Classic("Parameter 'fields' must be array."));
        record["LAST_UPDATED"] = call.Portal.Time.Moment(call.Portal.Time.NowSeconds);
        record["EDITOR_ID"] = Text(call.Caller.UserId);
        Raise(call, ChangeKind.Updated, record.Id);
        call.Json.WriteBooleanValue(true);
    }

    private static void Delete(RestCall call)
    {
        var record = Find(call);
        call.Portal.Activities.Remove(record.Id);
        Raise(call, ChangeKind.Deleted, record.Id);
        call.Json.WriteBooleanValue(true);
    }

    private static void Apply(Portal portal, LooseRecord record, PhpArray fields)
    {
        foreach (var (name, value) in fields)
        {
            if (ActivityOutput.Lists.Contains(name) && value.Array is { } list)
            {
                record.Lists[name] = [.. list.Where(entry => entry.Value.Array is not null)
                    .Select(entry => entry.Value.Array!.ToDictionary(part => part.Key, part => part.Value.AsText, StringComparer.Ordinal))];
            }
            else if (ActivityOutput.Writable.Contains(name) && value.Array is null)
            {
                record[name] = ActivityOutput.Moments.Contains(name) && portal.Time.TryMoment(value.AsText, out var moment) ? portal.Time.Moment(moment) : value.AsText;
            }
        }
    }

    private static void List(RestCall call)
    {
        var filter = call.AnyArray("filter");
        var bindings = filter.AnyCase("BINDINGS").Array;
        filter.Remove("BINDINGS");
        var found = call.Portal.Activities.All.Where(record => LooseQuery.Matches(call.Portal.Time, record, filter, ActivityOutput.Filterable) && IsBound(record, bindings));
        var page = LooseQuery.Page(call, found, call.AnyArray("order"));
        var select = call.AnyArray("select").Select(entry => entry.Value.AsText.ToUpperInvariant()).Where(name => name.Length > 0).ToHashSet(StringComparer.Ordinal);
        call.Json.WriteStartArray();
        foreach (var record in page)
        {
            ActivityOutput.Write(call, record, select);
        }

        call.Json.WriteEndArray();
    }

    private static bool IsBound(LooseRecord record, PhpArray? bindings) => bindings is null || bindings.Any(entry =>
        entry.Value.Array is { } binding && record["OWNER_TYPE_ID"] == binding.AnyCase("OWNER_TYPE_ID").AsText && record["OWNER_ID"] == binding.AnyCase("OWNER_ID").AsText);

    private static void TodoAdd(RestCall call)
    {
        var ownerTypeId = call.Needed("ownerTypeId").AsInteger;
        var ownerId = call.Needed("ownerId").AsInteger;
        var table = call.Portal.Table(ownerTypeId) ?? throw Errors.NotFound();
        if (!table.Contains(ownerId))
        {
            throw new RestException(400, "OWNER_NOT_FOUND", "Owner not found");
        }

        if (!call.Portal.Time.TryMoment(call.Needed("deadline").AsText, out var deadline))
        {
            throw new RestException(400, "WRONG_DATETIME_FORMAT", "Wrong datetime format");
        }

        var record = call.Portal.Activities.Add();
        var now = call.Portal.Time.Moment(call.Portal.Time.NowSeconds);
        var responsible = call.Exact("responsibleId").AsInteger;
        foreach (var (name, value) in new[]
        {
            ("OWNER_TYPE_ID", Text(ownerTypeId)), ("OWNER_ID", Text(ownerId)), ("TYPE_ID", "6"), ("PROVIDER_ID", "CRM_TODO"), ("PROVIDER_TYPE_ID", "TODO"), ("SUBJECT", call.Exact("title").AsText),
            ("DESCRIPTION", call.Exact("description").AsText), ("RESPONSIBLE_ID", Text(responsible > 0 ? responsible : call.Caller.UserId)), ("DEADLINE", call.Portal.Time.Moment(deadline)),
            ("CREATED", now), ("LAST_UPDATED", now), ("COMPLETED", "N"), ("STATUS", "1"), ("PRIORITY", "2"), ("AUTHOR_ID", Text(call.Caller.UserId)),
        })
        {
            record[name] = value;
        }

        Touch(call.Portal, record);
        Raise(call, ChangeKind.Added, record.Id);
        call.Json.WriteStartObject();
        call.Json.WriteNumber("id"u8, record.Id);
        call.Json.WriteEndObject();
    }

    /// <summary>An activity marks its owner as active, without a modified time.</summary>
    private static void Touch(Portal portal, LooseRecord activity)
    {
        var ownerType = int.Parse(activity["OWNER_TYPE_ID"], CultureInfo.InvariantCulture);
        var table = portal.Table(ownerType)!;
        var before = table.Load(int.Parse(activity["OWNER_ID"], CultureInfo.InvariantCulture))!;
        var after = before.Copy();
        after[table.Schema.WellKnown.LastActivityTime] = FieldValue.OfMoment(portal.Time.NowSeconds);
        table.Replace(before, after);
    }

    private static void Raise(RestCall call, ChangeKind kind, int id) =>
        call.Portal.Changed?.Invoke(new RecordChange(kind, RecordChange.Activity, id, call.Caller.UserId, call.Caller.AuthConnector));

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
