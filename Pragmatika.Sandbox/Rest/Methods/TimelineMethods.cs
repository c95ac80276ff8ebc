using System.Globalization;
using Pragmatika.Sandbox.Rest.Query;
using Pragmatika.Sandbox.Store;
using Pragmatika.Sandbox.Wire;

namespace Pragmatika.Sandbox.Rest.Methods;

/// <summary><c>crm.timeline.comment.*</c> and <c>crm.stagehistory.list</c> (reference 8.3).</summary>
public static class TimelineMethods
{
    public static IEnumerable<RestMethod> All =>
    [
        new("crm.timeline.comment.add", "crm", Add),
        new("crm.timeline.comment.update", "crm", Update),
        new("crm.timeline.comment.get", "crm", call => Write(call, Find(call))),
        new("crm.timeline.comment.list", "crm", List),
        new("crm.timeline.comment.delete", "crm", Delete),
        new("crm.stagehistory.list", "crm", StageHistory),
    ];

    private static LooseRecord Find(RestCall call) => call.Portal.Comments.Find(call.Any("id").AsInteger) ?? throw Errors.NotFound("Not found.");

    private static void Add(RestCall call)
    {
        var fields = call.NeededArray("fields");
        var table = OwnerTable(call.Portal, fields["ENTITY_TYPE"].AsText);
        if (table is null || !table.Contains(fields["ENTITY_ID"].AsInteger))
        {
            throw new RestException(400, "OWNER_NOT_FOUND", "Owner was not found");
        }

        if (fields["COMMENT"].IsEmpty)
        {
            throw Errors.Argument("Empty comment message");
        }

        var record = call.Portal.Comments.Add();
        var author = fields["AUTHOR_ID"].AsInteger;
        record["ENTITY_ID"] = fields["ENTITY_ID"].AsText;
        record["ENTITY_TYPE"] = fields["ENTITY_TYPE"].AsText.ToLowerInvariant();
        record["CREATED"] = call.Portal.Time.Moment(call.Portal.Time.NowSeconds);
        record["COMMENT"] = fields["COMMENT"].AsText;
        record["AUTHOR_ID"] = (author > 0 ? author : call.Caller.UserId).ToString(CultureInfo.InvariantCulture);
        call.Json.WriteNumberValue(record.Id);
    }

    private static EntityTable? OwnerTable(Portal portal, string type) => type.ToLowerInvariant() switch
    {
        "lead" => portal.Table(Portal.Lead),
        "deal" => portal.Table(Portal.Deal),
        "contact" => portal.Table(Portal.Contact),
        "company" => portal.Table(Portal.Company),
        ['d', 'y', 'n', 'a', 'm', 'i', 'c', '_', .. var id] when int.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number) => portal.Table(number),
        _ => null,
    };

    private static void Update(RestCall call)
    {
        var record = Find(call);
        var text = call.NeededArray("fields")["COMMENT"];
        record["COMMENT"] = text.IsEmpty ? throw Errors.Argument("Empty comment message") : text.AsText;
        call.Json.WriteNumberValue(record.Id);
    }

    private static void Delete(RestCall call)
    {
        call.Portal.Comments.Remove(Find(call).Id);
        call.Json.WriteNullValue();
    }

    private static void List(RestCall call)
    {
        var filter = call.AnyArray("filter");
        var found = call.Portal.Comments.All.Where(record => LooseQuery.Matches(call.Portal.Time, record, filter));
        var page = LooseQuery.Page(call, found, call.AnyArray("order"));
        call.Json.WriteStartArray();
        foreach (var record in page)
        {
            Write(call, record);
        }

        call.Json.WriteEndArray();
    }

    private static void Write(RestCall call, LooseRecord record)
    {
        call.Json.WriteStartObject();
        call.Json.WriteString("ID"u8, record.Id.ToString(CultureInfo.InvariantCulture));
        foreach (var name in new[] { "ENTITY_ID", "ENTITY_TYPE", "CREATED", "COMMENT", "AUTHOR_ID" })
        {
            call.Json.WriteString(name, record[name]);
        }

        call.Json.WriteEndObject();
    }

    private static void StageHistory(RestCall call)
    {
        var entityTypeId = call.Needed("entityTypeId").AsInteger;
        if (call.Portal.Table(entityTypeId) is null)
        {
            throw Errors.NotFound("Smart process not found");
        }

        var filter = call.Exact("filter").Array ?? new PhpArray();
        var owners = Integers(filter, "OWNER_ID");
        var after = (Integers(filter, ">ID") ?? []).DefaultIfEmpty().Max();
        var found = call.Portal.StageMoves.Where(move => move.EntityTypeId == entityTypeId && move.Id > after && owners?.Contains(move.OwnerId) != false)
            .Select(move => AsRecord(call.Portal, move))
            .Where(record => LooseQuery.Matches(call.Portal.Time, record, filter));
        var page = LooseQuery.Page(call, found, call.Exact("order").Array ?? new PhpArray());
        call.Json.WriteStartObject();
        call.Json.WriteStartArray("items"u8);
        foreach (var record in page)
        {
            WriteMove(call, record);
        }

        call.Json.WriteEndArray();
        call.Json.WriteEndObject();
    }

    /// <summary>Whole numbers of a plain condition, so that most of the history is passed over without being written out; null when there is none.</summary>
    private static HashSet<int>? Integers(PhpArray filter, string key)
    {
        var value = new[] { key, "=" + key, "@" + key }.Select(name => filter[name]).FirstOrDefault(given => !given.IsMissing);
        return value.IsMissing ? null : [.. value.Array?.Select(entry => entry.Value.AsInteger) ?? [value.AsInteger]];
    }

    private static LooseRecord AsRecord(Portal portal, StageMove move) => new()
    {
        Id = move.Id,
        Values = new(StringComparer.Ordinal)
        {
            ["TYPE_ID"] = move.TypeId.ToString(CultureInfo.InvariantCulture),
            ["OWNER_ID"] = move.OwnerId.ToString(CultureInfo.InvariantCulture),
            ["CREATED_TIME"] = portal.Time.Moment(move.Time),
            ["CATEGORY_ID"] = move.CategoryId.ToString(CultureInfo.InvariantCulture),
            ["STAGE_SEMANTIC_ID"] = move.Semantics.ToString(),
            ["STAGE_ID"] = move.StageId,
        },
    };

    private static void WriteMove(RestCall call, LooseRecord record)
    {
        call.Json.WriteStartObject();
        call.Json.WriteNumber("ID"u8, record.Id);
        foreach (var name in new[] { "TYPE_ID", "OWNER_ID", "CATEGORY_ID" })
        {
            call.Json.WriteNumber(name, int.Parse(record[name], CultureInfo.InvariantCulture));
        }

        foreach (var name in new[] { "CREATED_TIME", "STAGE_SEMANTIC_ID", "STAGE_ID" })
        {
            call.Json.WriteString(name, record[name]);
        }

        call.Json.WriteEndObject();
    }
}
