using System.Globalization;
using Pragmatika.Sandbox.Rest.Query;
using Pragmatika.Sandbox.Store;
using Pragmatika.Sandbox.Wire;

namespace Pragmatika.Sandbox.Rest.Methods;

/// <summary><c>event.offline.*</c>: the pull queue of an application (reference 8.7).</summary>
public static class OfflineEventMethods
{
    private const int DefaultLimit = 50;

    public static IEnumerable<RestMethod> All =>
    [
        new("event.offline.get", "", Get) { AppOnly = true },
        new("event.offline.clear", "", Clear) { AppOnly = true },
        new("event.offline.error", "", Error) { AppOnly = true },
        new("event.offline.list", "", List) { AppOnly = true },
    ];

    private static IEnumerable<OfflineEvent> Own(RestCall call)
    {
        var connector = call.Any("auth_connector").AsText;
        var own = call.Portal.Subscriptions.Where(known => known.IsOffline && known.ApplicationId == call.Caller.ApplicationId && known.AuthConnector == connector)
            .Select(known => known.Id).ToHashSet();
        return call.Portal.OfflineEvents.Where(row => own.Contains(row.SubscriptionId));
    }

    private static void Get(RestCall call)
    {
        var clears = call.Any("clear").IsMissing || call.Any("clear").IsYes;
        var process = call.Any("process_id").AsText;
        var errors = call.Any("error").IsYes;
        var free = Own(call).Where(row => process.Length > 0 ? row.ProcessId == process : row.ProcessId.Length == 0 || (errors && row.IsError));
        var limit = call.Any("limit").AsInteger;
        var rows = Filtered(call, free).Take(limit > 0 ? limit : DefaultLimit).ToList();
        if (clears)
        {
            call.Portal.OfflineEvents.RemoveAll(rows.Contains);
        }
        else if (process.Length == 0)
        {
            process = Reserve(call.Portal, rows);
        }

        call.Json.WriteStartObject();
        call.Json.WriteString("process_id"u8, clears ? null : process);
        call.Json.WriteStartArray("events"u8);
        rows.ForEach(row => Write(call, row, withState: false));
        call.Json.WriteEndArray();
        call.Json.WriteEndObject();
    }

    private static string Reserve(Portal portal, List<OfflineEvent> rows)
    {
        var process = (++portal.Counters.Process).ToString("x32", CultureInfo.InvariantCulture);
        foreach (var row in rows)
        {
            (row.ProcessId, row.IsError) = (process, false);
        }

        return process;
    }

    private static IEnumerable<OfflineEvent> Filtered(RestCall call, IEnumerable<OfflineEvent> rows)
    {
        var filter = call.AnyArray("filter");
        var matching = rows.Where(row => LooseQuery.Matches(call.Portal.Time, AsRecord(call.Portal, row), filter));
        var isDescending = call.AnyArray("order").Any(entry => string.Equals(entry.Value.AsText, "DESC", StringComparison.OrdinalIgnoreCase));
        return isDescending ? matching.OrderByDescending(row => row.Time).ThenByDescending(row => row.Id) : matching.OrderBy(row => row.Time).ThenBy(row => row.Id);
    }

    private static LooseRecord AsRecord(Portal portal, OfflineEvent row) => new()
    {
        Id = row.Id,
        Values = new(StringComparer.Ordinal)
        {
            ["EVENT_NAME"] = row.Event,
            ["TIMESTAMP_X"] = portal.Time.Moment(row.Time),
            ["MESSAGE_ID"] = MessageId(row),
        },
    };

    private static string MessageId(OfflineEvent row) => row.Id.ToString(CultureInfo.InvariantCulture);

    private static void Clear(RestCall call)
    {
        var (process, ids) = Named(call);
        call.Portal.OfflineEvents.RemoveAll(row => row.ProcessId == process && (ids.Count == 0 || ids.Contains(MessageId(row))));
        call.Json.WriteBooleanValue(true);
    }

    private static void Error(RestCall call)
    {
        var (process, ids) = Named(call);
        foreach (var row in call.Portal.OfflineEvents.Where(row => row.ProcessId == process && ids.Contains(MessageId(row))))
        {
            row.IsError = true;
        }

        call.Json.WriteBooleanValue(true);
    }

    private static (string Process, HashSet<string> Ids) Named(RestCall call)
    {
        var process = call.Any("process_id").AsText;
        if (process.Length == 0)
        {
            throw new RestException(400, "PROCESS_ID_EMPTY", "process_id is empty");
        }

        var named = call.Any("message_id").Array ?? call.Any("id").Array ?? new PhpArray();
        return (process, named.Select(entry => entry.Value.AsText).ToHashSet(StringComparer.Ordinal));
    }

    private static void List(RestCall call)
    {
        var rows = Filtered(call, Own(call)).ToList();
        var start = Math.Max(0, call.Any("start").AsInteger / 50 * 50);
        call.Json.WriteStartArray();
        foreach (var row in rows.Skip(start).Take(50))
        {
            Write(call, row, withState: true);
        }

        call.Json.WriteEndArray();
        call.Total = rows.Count;
        call.Next = start + 50 < rows.Count ? start + 50 : null;
    }

    private static void Write(RestCall call, OfflineEvent row, bool withState)
    {
        var json = call.Json;
        json.WriteStartObject();
        json.WriteString("ID"u8, row.Id.ToString(CultureInfo.InvariantCulture));
        json.WriteString("TIMESTAMP_X"u8, call.Portal.Time.Moment(row.Time));
        json.WriteString("EVENT_NAME"u8, row.Event);
        json.WriteStartObject("EVENT_DATA"u8);
        json.WritePropertyName("FIELDS"u8);
        PhpMaps.WriteStrings(json, row.Fields);
        json.WriteEndObject();
        json.WriteBoolean("EVENT_ADDITIONAL"u8, false);
        json.WriteString("MESSAGE_ID"u8, MessageId(row));
        if (withState)
        {
            json.WriteString("PROCESS_ID"u8, row.ProcessId);
            json.WriteString("ERROR"u8, row.IsError ? "1"u8 : "0"u8);
        }

        json.WriteEndObject();
    }
}
