using System.Globalization;
using System.Text.Json;
using System.Text.Unicode;
using Pragmatika.Engine.Mapping;

namespace Pragmatika.Engine.Connectors.Bitrix.Entities;

/// <summary>Reads items of crm.item.get, add, update and list into records with canonical values.</summary>
internal static class ItemReader
{
    /// <summary>The id in <c>{"item":{"id":…}}</c>, without reading the rest.</summary>
    public static long IdOf(ReadOnlySpan<byte> result)
    {
        var reader = new Utf8JsonReader(result);
        if (Enter(ref reader, "item"u8))
        {
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                if (reader.ValueTextEquals("id"u8))
                {
                    return Batches.AnswerReader.Integer64(ref reader) ?? 0;
                }

                reader.Skip();
            }
        }

        return 0;
    }

    /// <summary>The same answer with nothing but its id.</summary>
    public static byte[] IdOnly(ReadOnlySpan<byte> result)
    {
        Span<byte> text = stackalloc byte[40];
        return Utf8.TryWrite(text, CultureInfo.InvariantCulture, $$$"""{"item":{"id":{{{IdOf(result)}}}}}""", out var length) ? text[..length].ToArray() : [];
    }

    public static CrmItem One(CrmEntity entity, ReadOnlySpan<byte> result)
    {
        var reader = new Utf8JsonReader(result);
        return Enter(ref reader, "item"u8) ? Item(ref reader, entity) : throw new FormatException("Портал вернул ответ без записи.");
    }

    /// <summary>Adds the items of <c>{"items":[…]}</c> to <paramref name="into"/>.</summary>
    public static void Many(CrmEntity entity, ReadOnlySpan<byte> result, List<CrmItem> into)
    {
        var reader = new Utf8JsonReader(result);
        if (!Enter(ref reader, "items"u8) || reader.TokenType != JsonTokenType.StartArray)
        {
            return;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.StartObject)
        {
            into.Add(Item(ref reader, entity));
        }
    }

    /// <summary>Moves to the first token of the named member's value; false when there is none.</summary>
    private static bool Enter(ref Utf8JsonReader reader, ReadOnlySpan<byte> name)
    {
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            return false;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals(name))
            {
                return reader.Read() && reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray;
            }

            reader.Skip();
        }

        return false;
    }

    private static CrmItem Item(ref Utf8JsonReader reader, CrmEntity entity)
    {
        var names = FieldNames.Of(entity);
        var values = new Dictionary<string, Value>(32, StringComparer.Ordinal);
        List<MultiFieldEntry>? entries = null;
        long id = 0;
        var at = 0;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var field = names.Find(ref reader, ref at);
            if (reader.ValueTextEquals("fm"u8))
            {
                entries = Entries(ref reader);
                continue;
            }

            if (field is null)
            {
                reader.Skip();
                continue;
            }

            reader.Read();
            var value = ValueDecoder.Read(ref reader, field);
            if (field.Name == "id")
            {
                id = (long)value.AsNumber;
            }

            if (!value.IsNone)
            {
                values[field.Name] = value;
            }
        }

        if (entries is not null)
        {
            WithCommunications(values, entries);
        }

        return new CrmItem
        {
            Id = id,
            Values = values,
            MultiFields = entries ?? [],
            OriginKey = values.TryGetValue(entity.IsSmartProcess ? "xmlId" : "originId", out var key) ? key.ToString() : null,
            UpdatedTime = values.TryGetValue("updatedTime", out var updated) && updated.Kind == ValueKind.Moment ? updated.AsMoment : null,
        };
    }

    /// <summary>The item's own phone and email members are conveniences without ids; the entries are the truth.</summary>
    private static void WithCommunications(Dictionary<string, Value> values, List<MultiFieldEntry> entries)
    {
        foreach (var group in entries.GroupBy(entry => entry.TypeId))
        {
            var members = group.Select(entry => Value.Text(Communications.Meaning(entry.TypeId, entry.Value))).ToList();
            values[group.Key.ToLowerInvariant()] = members.Count == 1 ? members[0] : Value.List(members);
        }
    }

    private static List<MultiFieldEntry> Entries(ref Utf8JsonReader reader)
    {
        using var document = JsonDocument.ParseValue(ref reader);
        return document.RootElement.Rows()
            .Select(row => new MultiFieldEntry(row.Number("id") ?? 0, row.Text("typeId").ToUpperInvariant(), row.Text("valueType"), row.Text("value")))
            .Where(entry => entry.Id > 0)
            .ToList();
    }
}
