using System.Globalization;
using Pragmatika.Sandbox.Store;
using Pragmatika.Sandbox.Wire;

namespace Pragmatika.Sandbox.Rest.Records;

/// <summary>Fields of activities and how they are written: all scalars are strings.</summary>
public static class ActivityOutput
{
    private static readonly string[] Names =
    [
        "ID", "OWNER_ID", "OWNER_TYPE_ID", "TYPE_ID", "PROVIDER_ID", "PROVIDER_TYPE_ID", "PROVIDER_GROUP_ID", "ASSOCIATED_ENTITY_ID", "SUBJECT", "START_TIME", "END_TIME", "DEADLINE",
        "COMPLETED", "STATUS", "RESPONSIBLE_ID", "PRIORITY", "NOTIFY_TYPE", "NOTIFY_VALUE", "DESCRIPTION", "DESCRIPTION_TYPE", "DIRECTION", "LOCATION", "CREATED", "AUTHOR_ID",
        "LAST_UPDATED", "EDITOR_ID", "ORIGINATOR_ID", "ORIGIN_ID", "ORIGIN_VERSION", "RESULT_MARK", "RESULT_VALUE", "RESULT_SUM", "RESULT_CURRENCY_ID", "RESULT_STATUS", "RESULT_STREAM",
    ];

    private static readonly HashSet<string> ReadOnly = new(["ID", "CREATED", "AUTHOR_ID", "LAST_UPDATED", "EDITOR_ID"], StringComparer.Ordinal);

    public static readonly HashSet<string> Moments = new(["START_TIME", "END_TIME", "DEADLINE", "CREATED", "LAST_UPDATED"], StringComparer.Ordinal);

    /// <summary>Parts that come only when a list names them.</summary>
    public static readonly HashSet<string> Lists = new(["COMMUNICATIONS", "FILES"], StringComparer.Ordinal);

    public static readonly HashSet<string> Filterable = new(Names, StringComparer.Ordinal);

    public static readonly HashSet<string> Writable = new(Names.Except(ReadOnly), StringComparer.Ordinal);

    public static readonly HashSet<string> EverythingButLists = [];

    /// <summary>Writes what <paramref name="select"/> names; empty and * mean all but the lists.</summary>
    public static void Write(RestCall call, LooseRecord record, HashSet<string> select)
    {
        var isEverything = select.Count == 0 || select.Contains("*");
        call.Json.WriteStartObject();
        foreach (var name in Names)
        {
            if (isEverything || name == "ID" || select.Contains(name))
            {
                call.Json.WriteString(name, name == "ID" ? record.Id.ToString(CultureInfo.InvariantCulture) : record[name]);
            }
        }

        foreach (var name in isEverything ? ["SETTINGS", "PROVIDER_PARAMS"] : Array.Empty<string>())
        {
            call.Json.WriteStartArray(name);
            call.Json.WriteEndArray();
        }

        foreach (var name in Lists.Where(select.Contains))
        {
            WriteList(call, name, record.Lists.GetValueOrDefault(name) ?? []);
        }

        call.Json.WriteEndObject();
    }

    public static void WriteFields(RestCall call)
    {
        call.Json.WriteStartObject();
        foreach (var name in Names.Concat(Lists))
        {
            call.Json.WriteStartObject(name);
            call.Json.WriteString("type"u8, Moments.Contains(name) ? "datetime" : name.EndsWith("_ID", StringComparison.Ordinal) ? "integer" : Lists.Contains(name) ? "crm_activity_communication" : "string");
            call.Json.WriteBoolean("isRequired"u8, name is "SUBJECT" or "TYPE_ID" or "RESPONSIBLE_ID" or "OWNER_ID" or "OWNER_TYPE_ID" or "COMMUNICATIONS");
            call.Json.WriteBoolean("isReadOnly"u8, ReadOnly.Contains(name));
            call.Json.WriteBoolean("isMultiple"u8, Lists.Contains(name));
            call.Json.WriteString("title"u8, name);
            call.Json.WriteEndObject();
        }

        call.Json.WriteEndObject();
    }

    private static void WriteList(RestCall call, string name, List<Dictionary<string, string>> items)
    {
        call.Json.WriteStartArray(name);
        foreach (var item in items)
        {
            PhpMaps.WriteStrings(call.Json, item);
        }

        call.Json.WriteEndArray();
    }
}
