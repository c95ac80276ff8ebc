namespace Pragmatika.Sandbox.Store;

/// <summary>One choice of an enumeration user field.</summary>
public sealed class UserFieldChoice
{
    public required int Id { get; init; }

    public required string Value { get; set; }

    public bool IsDefault { get; set; }

    public int Sort { get; set; } = 500;

    public string XmlId { get; set; } = "";
}

/// <summary>A user field as <c>userfieldconfig</c> and <c>crm.*.userfield</c> show it.</summary>
public sealed class UserField
{
    public required int Id { get; init; }

    /// <summary>CRM_DEAL, CRM_7 and so on.</summary>
    public required string EntityId { get; init; }

    public required string Name { get; init; }

    public required string TypeId { get; init; }

    public string? XmlId { get; set; }

    public int Sort { get; set; } = 100;

    public bool IsMultiple { get; init; }

    public bool IsMandatory { get; set; }

    public string ShowFilter { get; set; } = "N";

    public string ShowInList { get; set; } = "Y";

    public string EditInList { get; set; } = "Y";

    public string IsSearchable { get; set; } = "N";

    /// <summary>Labels by kind (edit, list, filter…) and language.</summary>
    public Dictionary<string, Dictionary<string, string>> Labels { get; init; } = new(StringComparer.Ordinal);

    /// <summary>Settings as they came, one level deep.</summary>
    public Dictionary<string, string> Settings { get; init; } = new(StringComparer.Ordinal);

    public List<UserFieldChoice> Choices { get; init; } = [];

    /// <summary>The label people see, or the name when there is none.</summary>
    public string Title(string language) =>
        Labels.TryGetValue("editFormLabel", out var labels) && labels.Count > 0
            ? labels.GetValueOrDefault(language) ?? labels.Values.First()
            : Name;
}
