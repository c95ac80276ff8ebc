using System.Text.Json;
using Pragmatika.Engine.Connectors.Bitrix.Entities;

namespace Pragmatika.Engine.Connectors.Bitrix.Events;

/// <summary>Rows of the queue that one reading reserved; they come back to nobody until they are cleared under <paramref name="Process"/>.</summary>
internal sealed record ReservedEvents(string Process, IReadOnlyList<RecordEvent> Records, int Rows);

/// <summary>
/// The application's queue of events (reference 8.7). Reading reserves and clears later, so that a crash in between loses nothing; <paramref name="connector"/> is the mark by
/// which the portal leaves out changes made with the same mark. All throw <see cref="BitrixException"/>.
/// </summary>
internal sealed class OfflineEvents(IBitrixPortal portal, string connector)
{
    private const int PageSize = 50;

    /// <summary>Whether the portal's plan lets rows be reserved instead of deleted as they are read.</summary>
    public static async Task<bool> IsExtendedAsync(IBitrixPortal portal, CancellationToken cancellationToken)
    {
        using var answer = await CallAsync(portal, "feature.get", new { CODE = "rest_offline_extended" }, cancellationToken);
        return answer.RootElement.Flag("value");
    }

    /// <summary>Whether the portal's plan leaves out of the queue what is written with the mark.</summary>
    public static async Task<bool> LeavesOutOwnAsync(IBitrixPortal portal, CancellationToken cancellationToken)
    {
        using var answer = await CallAsync(portal, "feature.get", new { CODE = "rest_auth_connector" }, cancellationToken);
        return answer.RootElement.Flag("value");
    }

    /// <summary>Binds the events that are not bound yet.</summary>
    public async Task BindAsync(IEnumerable<string> names, CancellationToken cancellationToken)
    {
        using var bound = await CallAsync(portal, "event.get", new { }, cancellationToken);
        var known = bound.RootElement.Rows()
            .Where(row => row.Flag("offline") && row.Text("connector_id") == connector)
            .Select(row => row.Text("event"))
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var name in names.Where(name => !known.Contains(name)))
        {
            var answer = await SendAsync(portal, "event.bind", new { @event = name, event_type = "offline", auth_connector = connector }, cancellationToken);
            if (answer.Error is { Code: not "ERROR_HANDLER_ALREADY_EXIST" } error)
            {
                throw Failed("event.bind", error);
            }
        }
    }

    /// <summary>Reserves up to 50 rows, oldest first.</summary>
    public async Task<ReservedEvents> ReserveAsync(CancellationToken cancellationToken)
    {
        using var answer = await CallAsync(portal, "event.offline.get", new { clear = 0, limit = PageSize, auth_connector = connector }, cancellationToken);
        var rows = answer.RootElement.Rows("events").ToList();
        return new ReservedEvents(answer.RootElement.Text("process_id"), Records(rows), rows.Count);
    }

    /// <summary>What earlier readings reserved and never cleared, because they crashed or their answer was lost.</summary>
    public async Task<IReadOnlyList<ReservedEvents>> LeftBehindAsync(CancellationToken cancellationToken)
    {
        var rows = new List<JsonElement>();
        for (int? start = 0; start is { } from;)
        {
            var listed = await SendAsync(portal, "event.offline.list", new { start = from, auth_connector = connector }, cancellationToken);
            using var page = Read("event.offline.list", listed);
            rows.AddRange(page.RootElement.Rows().Where(row => row.Text("PROCESS_ID").Length > 0).Select(row => row.Clone()));
            start = listed.Next > from ? listed.Next : null;
        }

        return rows.GroupBy(row => row.Text("PROCESS_ID"), StringComparer.Ordinal)
            .Select(group => new ReservedEvents(group.Key, Records([.. group]), group.Count()))
            .ToList();
    }

    /// <summary>Takes a reading's rows out of the queue for good: only after they are kept on our side.</summary>
    public async Task ClearAsync(string process, CancellationToken cancellationToken)
    {
        using var cleared = await CallAsync(portal, "event.offline.clear", new { process_id = process, auth_connector = connector }, cancellationToken);
    }

    private static List<RecordEvent> Records(List<JsonElement> rows)
    {
        var records = new List<RecordEvent>(rows.Count);
        foreach (var row in rows)
        {
            if (row.TryGetProperty("EVENT_DATA", out var data) && data.ValueKind == JsonValueKind.Object && data.TryGetProperty("FIELDS", out var fields)
                && fields.Number("ID") is > 0 and var id && EventNames.Find(row.Text("EVENT_NAME"), (int?)fields.Number("ENTITY_TYPE_ID")) is { EntityTypeId: > 0 } found)
            {
                records.Add(new RecordEvent(found.EntityTypeId, id, found.IsDelete));
            }
        }

        return records;
    }

    private static async Task<JsonDocument> CallAsync<T>(IBitrixPortal portal, string method, T parameters, CancellationToken cancellationToken) =>
        Read(method, await SendAsync(portal, method, parameters, cancellationToken));

    private static Task<CommandAnswer> SendAsync<T>(IBitrixPortal portal, string method, T parameters, CancellationToken cancellationToken) =>
        portal.CallAsync(method, JsonSerializer.SerializeToUtf8Bytes(parameters), cancellationToken);

    private static JsonDocument Read(string method, CommandAnswer answer) => answer.Error is { } error ? throw Failed(method, error) : JsonDocument.Parse(answer.Result);

    private static BitrixException Failed(string method, BitrixError error) => new(error.Kind, error, $"{method}: {Messages.Of(error)}");
}
