using System.Globalization;
using Pragmatika.Sandbox.Rest.Query;
using Pragmatika.Sandbox.Store;
using Pragmatika.Sandbox.Wire;

namespace Pragmatika.Sandbox.Rest.Methods;

/// <summary><c>tasks.task.*</c> and <c>im.notify.*</c> (reference 8.5).</summary>
public static class TaskMethods
{
    private static readonly string[] Fields =
    [
        "TITLE", "DESCRIPTION", "DEADLINE", "PRIORITY", "RESPONSIBLE_ID", "GROUP_ID", "PARENT_ID", "STATUS", "CREATED_BY", "CREATED_DATE", "CHANGED_BY", "CHANGED_DATE", "CLOSED_DATE", "XML_ID",
    ];

    private static readonly HashSet<string> ReadOnly = new(["CREATED_DATE", "CHANGED_BY", "CHANGED_DATE", "CLOSED_DATE"], StringComparer.Ordinal);

    public static IEnumerable<RestMethod> All =>
    [
        new("tasks.task.add", "task", Add),
        new("tasks.task.update", "task", Update),
        new("tasks.task.get", "task", Get),
        new("tasks.task.list", "task", List),
        new("im.notify.personal.add", "im", Notify),
        new("im.notify.system.add", "im", Notify),
        new("im.notify", "im", Notify),
    ];

    private static void Add(RestCall call)
    {
        var fields = call.Any("fields").Array ?? new PhpArray();
        if (fields["TITLE"].IsEmpty)
        {
            throw Errors.Core("Task title is not specified<br>");
        }

        if (fields["RESPONSIBLE_ID"].IsEmpty)
        {
            throw Errors.Core("Task responsible is not specified<br>");
        }

        var record = call.Portal.Tasks.Add();
        var now = call.Portal.Time.Moment(call.Portal.Time.NowSeconds);
        (record["STATUS"], record["PRIORITY"], record["GROUP_ID"]) = ("2", "1", "0");
        (record["CREATED_BY"], record["CREATED_DATE"]) = (Text(call.Caller.UserId), now);
        Apply(call, record, fields);
        Answer(call, record);
    }

    private static void Apply(RestCall call, LooseRecord record, PhpArray fields)
    {
        foreach (var (name, value) in fields)
        {
            if (name.StartsWith("UF_", StringComparison.Ordinal))
            {
                record.Lists[name] = [.. (value.Array?.Select(entry => entry.Value.AsText) ?? [value.AsText]).Where(text => text.Length > 0).Select(text => new Dictionary<string, string>(StringComparer.Ordinal) { ["VALUE"] = text })];
            }
            else if (Array.IndexOf(Fields, name) >= 0 && !ReadOnly.Contains(name))
            {
                record[name] = name == "DEADLINE" && call.Portal.Time.TryMoment(value.AsText, out var moment) ? call.Portal.Time.Moment(moment) : value.AsText;
            }
        }

        record["CHANGED_BY"] = Text(call.Caller.UserId);
        record["CHANGED_DATE"] = call.Portal.Time.Moment(call.Portal.Time.NowSeconds);
        record["CLOSED_DATE"] = record["STATUS"] == "5" ? record["CHANGED_DATE"] : "";
    }

    private static LooseRecord? Find(RestCall call)
    {
        var id = call.Any("taskId").AsInteger;
        return id < 0 ? throw new RestException(400, "0", "Wrong task id") : call.Portal.Tasks.Find(id);
    }

    private static void Update(RestCall call)
    {
        var record = Find(call) ?? throw Errors.Core("Task not found or not accessible<br>");
        Apply(call, record, call.Any("fields").Array ?? new PhpArray());
        Answer(call, record);
    }

    /// <summary>An unknown id is answered with 200 and an empty list.</summary>
    private static void Get(RestCall call)
    {
        if (Find(call) is { } record)
        {
            Answer(call, record);
            return;
        }

        call.Json.WriteStartArray();
        call.Json.WriteEndArray();
    }

    private static void List(RestCall call)
    {
        var filter = call.Any("filter").Array ?? new PhpArray();
        var found = call.Portal.Tasks.All.Where(record => LooseQuery.Matches(call.Portal.Time, record, filter));
        var page = LooseQuery.Page(call, found, call.Any("order").Array ?? new PhpArray());
        call.Json.WriteStartObject();
        call.Json.WriteStartArray("tasks"u8);
        foreach (var record in page)
        {
            Write(call, record);
        }

        call.Json.WriteEndArray();
        call.Json.WriteEndObject();
    }

    private static void Answer(RestCall call, LooseRecord record)
    {
        call.Json.WriteStartObject();
        call.Json.WritePropertyName("task"u8);
        Write(call, record);
        call.Json.WriteEndObject();
    }

    private static void Write(RestCall call, LooseRecord record)
    {
        var json = call.Json;
        json.WriteStartObject();
        json.WriteString("id"u8, Text(record.Id));
        foreach (var name in Fields)
        {
            json.WriteString(FieldNames.SnakeToCamel(name), record[name].Length == 0 && name.EndsWith("DATE", StringComparison.Ordinal) ? null : record[name]);
        }

        foreach (var (name, items) in record.Lists)
        {
            json.WriteStartArray(FieldNames.SnakeToCamel(name));
            items.ForEach(item => json.WriteStringValue(item["VALUE"]));
            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    private static void Notify(RestCall call)
    {
        if (call.Any("USER_ID").IsEmpty && call.Any("to").IsEmpty)
        {
            throw new RestException(400, "USER_ID_EMPTY", "User ID can't be empty");
        }

        if (call.Any("MESSAGE").IsEmpty)
        {
            throw new RestException(400, "MESSAGE_EMPTY", "Message can't be empty");
        }

        var record = call.Portal.Notifications.Add();
        record["USER_ID"] = call.Any("USER_ID").IsEmpty ? call.Any("to").AsText : call.Any("USER_ID").AsText;
        record["MESSAGE"] = call.Any("MESSAGE").AsText;
        record["TAG"] = call.Any("TAG").AsText;
        call.Json.WriteNumberValue(record.Id);
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
