using System.Text.Json;
using System.Text.RegularExpressions;
using Pragmatika.Engine.Mapping.Sources;

namespace Pragmatika.Engine.Mapping.Transforms;

/// <summary>Reads the settings of one transform; every mistake goes to the scope and a harmless value stands in, so that all mistakes are found at once.</summary>
internal sealed class TransformSettings(TransformKind kind, TransformSpec spec, MappingScope scope, string path)
{
    private static readonly TimeSpan PatternTimeout = TimeSpan.FromSeconds(1);

    public MappingScope Scope => scope;

    public string Path => path;

    public bool Has(string name) => Element(name) is not null;

    public string Text(string name)
    {
        var description = Describe(name);
        if (Element(name) is not { } element)
        {
            return description.Default ?? string.Empty;
        }

        if (element.ValueKind is not (JsonValueKind.String or JsonValueKind.Number))
        {
            Wrong(name, new("текст", "a text"));
            return description.Default ?? string.Empty;
        }

        var text = element.ValueKind == JsonValueKind.String ? element.GetString()! : element.GetRawText();
        if (description.Choices is { } choices && !choices.Contains(text))
        {
            var listed = string.Join(", ", choices);
            Wrong(name, new("одно из: " + listed, "one of: " + listed));
        }

        return text;
    }

    public string? OptionalText(string name) => Has(name) ? Text(name) : null;

    public int Integer(string name, int lowest, int highest)
    {
        var fallback = int.Parse(Describe(name).Default ?? "0", System.Globalization.CultureInfo.InvariantCulture);
        if (Element(name) is not { } element)
        {
            return fallback;
        }

        if (element.ValueKind == JsonValueKind.Number && element.TryGetInt32(out var number) && number >= lowest && number <= highest)
        {
            return number;
        }

        Wrong(name, new($"целое число от {lowest} до {highest}", $"an integer from {lowest} to {highest}"));
        return fallback;
    }

    public bool Flag(string name)
    {
        if (Element(name) is not { } element)
        {
            return Describe(name).Default == "true";
        }

        if (element.ValueKind is not (JsonValueKind.True or JsonValueKind.False))
        {
            Wrong(name, new("true или false", "true or false"));
        }

        return element.ValueKind == JsonValueKind.True;
    }

    public IReadOnlyList<string> TextList(string name)
    {
        if (Element(name) is not { } element)
        {
            return [];
        }

        if (element.ValueKind == JsonValueKind.Array && element.EnumerateArray().All(member => member.ValueKind == JsonValueKind.String))
        {
            return [.. element.EnumerateArray().Select(member => member.GetString()!)];
        }

        Wrong(name, new("список текстов", "a list of texts"));
        return [];
    }

    /// <summary>The columns that a list setting names, bound.</summary>
    public IRowSource[] Columns(string name) =>
        [.. TextList(name).Select((column, index) => scope.Column(column, $"{path}.{name}[{index}]"))];

    /// <summary>Entries of the dictionary named by <c>dictionary</c>, or of the inline <c>values</c>.</summary>
    public (IReadOnlyDictionary<string, string> Entries, string Name) Dictionary()
    {
        if (Element("values") is { } inline)
        {
            if (inline.ValueKind == JsonValueKind.Object && inline.EnumerateObject().All(pair => pair.Value.ValueKind == JsonValueKind.String))
            {
                return (inline.EnumerateObject().DistinctBy(pair => pair.Name).ToDictionary(pair => pair.Name, pair => pair.Value.GetString()!), "values");
            }

            Wrong("values", new("объект текстов", "an object of texts"));
            return (new Dictionary<string, string>(), "values");
        }

        var name = Text("dictionary");
        if (name.Length == 0)
        {
            Missing("dictionary");
        }
        else if (scope.Dictionaries.TryGetValue(name, out var entries))
        {
            return (entries, name);
        }
        else
        {
            scope.Report(path + ".dictionary", MappingTexts.UnknownDictionary, MappingTexts.UnknownDictionaryRemedy, name);
        }

        return (new Dictionary<string, string>(), name);
    }

    /// <summary>The regular expression of a setting, bound with a timeout; one that never matches when it is mistaken.</summary>
    public Regex Pattern(string name)
    {
        try
        {
            return new Regex(Text(name), RegexOptions.CultureInvariant, PatternTimeout);
        }
        catch (ArgumentException exception)
        {
            Wrong(name, new("регулярное выражение (" + exception.Message + ")", "a regular expression (" + exception.Message + ")"));
            return new Regex("(?!)", RegexOptions.None, PatternTimeout);
        }
    }

    public RowTest Condition(string name)
    {
        var condition = Read<RowCondition>(name, new("условие", "a condition"));
        return condition is null ? _ => true : RowTests.Compile(condition, scope, $"{path}.{name}");
    }

    /// <summary>The source of a setting with its own transforms, or null when the setting is absent.</summary>
    public IRowSource? Source(string name)
    {
        var branch = Read<Branch>(name, new("источник значения", "a source"));
        return branch is null ? null : SourceBinder.Bind(branch.ToSource(), branch.Transforms, scope, $"{path}.{name}", $"{path}.{name}.transforms");
    }

    public void Wrong(string name, Message needed) =>
        scope.Report($"{path}.{name}", MappingTexts.WrongSetting, MappingTexts.WrongSettingRemedy, kind.Kind, name, needed.ToString());

    /// <summary>Reports settings that the kind does not have and required ones that are absent.</summary>
    public void CheckNames()
    {
        foreach (var name in spec.Settings?.Keys ?? [])
        {
            if (kind.Settings.All(setting => setting.Name != name))
            {
                var known = kind.Settings.Count == 0 ? "—" : string.Join(", ", kind.Settings.Select(setting => setting.Name));
                scope.Report($"{path}.{name}", MappingTexts.UnknownSetting, MappingTexts.UnknownSettingRemedy, kind.Kind, name, known);
            }
        }

        foreach (var setting in kind.Settings.Where(setting => setting.Required && !Has(setting.Name)))
        {
            Missing(setting.Name);
        }
    }

    private void Missing(string name) =>
        scope.Report($"{path}.{name}", MappingTexts.MissingSetting, MappingTexts.MissingSettingRemedy, kind.Kind, name);

    private T? Read<T>(string name, Message needed)
        where T : class
    {
        if (Element(name) is not { } element)
        {
            return null;
        }

        try
        {
            return element.Deserialize<T>(MappingJson.Options);
        }
        catch (JsonException exception)
        {
            Wrong(name, new($"{needed.Russian} ({exception.Path})", $"{needed.English} ({exception.Path})"));
            return null;
        }
    }

    private JsonElement? Element(string name) =>
        spec.Settings is { } settings && settings.TryGetValue(name, out var element) && element.ValueKind != JsonValueKind.Null ? element : null;

    private TransformSetting Describe(string name) => kind.Settings.First(setting => setting.Name == name);
}
