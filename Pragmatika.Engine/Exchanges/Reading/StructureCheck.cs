using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Pragmatika.Engine.Exchanges.Checks;
using Pragmatika.Engine.Mapping;

namespace Pragmatika.Engine.Exchanges.Reading;

/// <summary>
/// Compares JSON with the shape of a type, reports every difference, and mends the JSON so that it can be read nevertheless: unknown members go, broken values become the
/// type's own default or an empty one.
/// </summary>
internal static class StructureCheck
{
    private static readonly Message Unknown = new("Неизвестное свойство «{0}»", "Unknown property '{0}'");
    private static readonly Message UnknownRemedy = new("Возможно: {1}", "Perhaps: {1}");
    private static readonly Message Missing = new("Не хватает свойства «{0}»", "Property '{0}' is missing");
    private static readonly Message MissingRemedy = new("Добавьте «{0}»", "Add '{0}'");
    private static readonly Message WrongType = new("Значение не подходит: нужно {0}", "The value does not fit: {0} is needed");
    private static readonly Message WrongTypeRemedy = new("Исправьте значение", "Mend the value");

    public static void Repair(JsonObject node, Type type, string path, ProblemList problems)
    {
        var info = MappingJson.Options.GetTypeInfo(type);
        var open = info.Properties.Any(property => property.IsExtensionData);
        foreach (var name in node.Select(pair => pair.Key).ToList())
        {
            if (info.Properties.FirstOrDefault(property => property.Name == name && !property.IsExtensionData) is { } property)
            {
                Member(node, property, At(path, name), problems);
            }
            else if (!open)
            {
                var names = info.Properties.Select(known => known.Name).ToList();
                problems.Add(At(path, name), Unknown, UnknownRemedy, name, Nearest.To(name, names) ?? string.Join(", ", names));
                node.Remove(name);
            }
        }

        foreach (var property in info.Properties.Where(property => property.IsRequired && !node.ContainsKey(property.Name)))
        {
            problems.Add(At(path, property.Name), Missing, MissingRemedy, property.Name);
            node[property.Name] = Empty(property.PropertyType);
        }
    }

    private static void Member(JsonObject owner, JsonPropertyInfo property, string path, ProblemList problems)
    {
        var value = owner[property.Name];
        if (value is null && property.IsSetNullable)
        {
            return;
        }

        if (value is null || !Fits(value, property.PropertyType, path, problems))
        {
            if (value is null)
            {
                problems.Add(path, WrongType, WrongTypeRemedy, TypeName.Of(property.PropertyType));
            }

            owner.Remove(property.Name);
            if (property.IsRequired)
            {
                owner[property.Name] = Empty(property.PropertyType);
            }
        }
    }

    /// <summary>False, with a problem, when nothing of the value can be used.</summary>
    private static bool Fits(JsonNode value, Type type, string path, ProblemList problems)
    {
        var info = MappingJson.Options.GetTypeInfo(type);
        switch (info.Kind, value)
        {
            case (JsonTypeInfoKind.Object, JsonObject members):
                Repair(members, type, path, problems);
                return true;
            case (JsonTypeInfoKind.Enumerable, JsonArray list):
                Elements(list, info.ElementType!, path, problems);
                return true;
            case (JsonTypeInfoKind.Dictionary, JsonObject entries):
                Entries(entries, info.ElementType!, path, problems);
                return true;
            case (JsonTypeInfoKind.None, JsonValue) when IsReadable(value, type):
                return true;
            default:
                problems.Add(path, WrongType, WrongTypeRemedy, TypeName.Of(type));
                return false;
        }
    }

    private static void Elements(JsonArray list, Type type, string path, ProblemList problems)
    {
        for (var index = 0; index < list.Count; index++)
        {
            var at = $"{path}[{index}]";
            if (list[index] is { } element ? !Fits(element, type, at, problems) : Report(at, type, problems))
            {
                list[index] = Empty(type);
            }
        }
    }

    private static void Entries(JsonObject entries, Type type, string path, ProblemList problems)
    {
        foreach (var name in entries.Select(pair => pair.Key).ToList())
        {
            var at = At(path, name);
            if (entries[name] is { } element ? !Fits(element, type, at, problems) : Report(at, type, problems))
            {
                entries[name] = Empty(type);
            }
        }
    }

    private static bool Report(string path, Type type, ProblemList problems)
    {
        problems.Add(path, WrongType, WrongTypeRemedy, TypeName.Of(type));
        return true;
    }

    private static bool IsReadable(JsonNode value, Type type)
    {
        try
        {
            return value.Deserialize(type, MappingJson.Options) is not null;
        }
        catch (Exception exception) when (exception is JsonException or FormatException or InvalidOperationException)
        {
            return false;
        }
    }

    private static JsonNode? Empty(Type type)
    {
        var info = MappingJson.Options.GetTypeInfo(type);
        switch (info.Kind)
        {
            case JsonTypeInfoKind.Enumerable:
                return new JsonArray();
            case JsonTypeInfoKind.Dictionary:
                return new JsonObject();
            case JsonTypeInfoKind.Object:
                var empty = new JsonObject();
                foreach (var property in info.Properties.Where(property => property.IsRequired))
                {
                    empty[property.Name] = Empty(property.PropertyType);
                }

                return empty;
            default:
                return type == typeof(string) ? JsonValue.Create(string.Empty) : JsonSerializer.SerializeToNode(Activator.CreateInstance(type), MappingJson.Options);
        }
    }

    private static string At(string path, string name) => path.Length == 0 ? name : path + "." + name;
}
