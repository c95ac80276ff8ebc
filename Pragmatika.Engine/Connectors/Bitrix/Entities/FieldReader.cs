using System.Globalization;
using System.Text.Json;

namespace Pragmatika.Engine.Connectors.Bitrix.Entities;

/// <summary>Makes field descriptions of the answer of crm.item.fields and the dictionaries it names. Reference, "CRUD" and "Categories and stages".</summary>
internal static class FieldReader
{
    private const int Lead = 1;

    public static Dictionary<string, CrmField> Read(
        JsonElement answer,
        int entityTypeId,
        IReadOnlyList<(long Id, string Name)> categories,
        IReadOnlyDictionary<string, List<(string Name, string Id)>> dictionaries)
    {
        var fields = new Dictionary<string, CrmField>(StringComparer.Ordinal);
        if (!answer.TryGetProperty("fields", out var map) || map.ValueKind != JsonValueKind.Object)
        {
            return fields;
        }

        foreach (var member in map.EnumerateObject())
        {
            var field = One(member.Name, member.Value, dictionaries);
            fields[member.Name] = member.Name switch
            {
                "stageId" when entityTypeId != Lead && categories.Count > 0 => WithStages(field, entityTypeId, categories, dictionaries),
                "categoryId" => field with { Options = OptionsOf(categories.Select(category => (category.Name, category.Id.ToString(CultureInfo.InvariantCulture)))) },
                _ => field,
            };
        }

        return fields;
    }

    private static CrmField One(string name, JsonElement described, IReadOnlyDictionary<string, List<(string Name, string Id)>> dictionaries) => new()
    {
        Name = name,
        Type = described.Text("type"),
        IsRequired = described.Flag("isRequired"),
        IsReadOnly = described.Flag("isReadOnly"),
        IsMultiple = described.Flag("isMultiple"),
        Title = described.Text("formLabel") is { Length: > 0 } label ? label : described.Text("title"),
        MaxLength = described.TryGetProperty("settings", out var settings) && settings.Number("MAX_LENGTH") is > 0 and <= int.MaxValue and var length ? (int)length : null,
        Options = dictionaries.TryGetValue(described.Text("statusType"), out var statuses)
            ? OptionsOf(statuses)
            : OptionsOf(described.Rows("items").Select(item => (item.Text("VALUE"), item.Text("ID")))),
    };

    /// <summary>The same stage name usually stands in several pipelines: the plain options keep the first, the pipelines keep all.</summary>
    private static CrmField WithStages(
        CrmField field, int entityTypeId, IReadOnlyList<(long Id, string Name)> categories, IReadOnlyDictionary<string, List<(string Name, string Id)>> dictionaries)
    {
        var pipelines = categories.ToDictionary(
            category => category.Id,
            category => (IReadOnlyDictionary<string, string>)OptionsOf(EntityName.StageDictionary(entityTypeId, category.Id) is { } name && dictionaries.TryGetValue(name, out var stages) ? stages : []));
        return field with { Options = OptionsOf(pipelines.Values.SelectMany(options => options).Select(option => (option.Key, option.Value))), Pipelines = pipelines };
    }

    private static Dictionary<string, string> OptionsOf(IEnumerable<(string Name, string Id)> options)
    {
        var map = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, id) in options)
        {
            map.TryAdd(name.Trim(), id);
        }

        return map;
    }
}
