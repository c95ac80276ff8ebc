using System.Globalization;

namespace Pragmatika.Engine.Connectors.Bitrix.Entities;

/// <summary>The name of an entity in a definition: one of the classic kinds, or <c>type:</c> with the code, number or title of a smart process.</summary>
internal static class EntityName
{
    private const string TypePrefix = "type:";

    /// <summary>The number of a classic kind (reference, "Object type map"); null when the name must be looked up among the smart processes.</summary>
    public static int? Known(string name) => name.ToLowerInvariant() switch
    {
        "lead" => 1,
        "deal" => 2,
        "contact" => 3,
        "company" => 4,
        "quote" => 7,
        "invoice" => 31,
        _ => null,
    };

    /// <summary>What stands after <c>type:</c>; the whole name when the prefix is missing.</summary>
    public static string TypeOf(string name) => name.StartsWith(TypePrefix, StringComparison.OrdinalIgnoreCase) ? name[TypePrefix.Length..].Trim() : name.Trim();

    public static int? Number(string type) => int.TryParse(type, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    public static string Title(int entityTypeId) => entityTypeId switch
    {
        1 => "Лид",
        2 => "Сделка",
        3 => "Контакт",
        4 => "Компания",
        7 => "Предложение",
        31 => "Счёт",
        _ => string.Create(CultureInfo.InvariantCulture, $"Смарт-процесс {entityTypeId}"),
    };

    /// <summary>The word crm.duplicate.findbycomm answers with; null when the kind has no communications.</summary>
    public static string? Communication(int entityTypeId) => entityTypeId switch
    {
        1 => "LEAD",
        3 => "CONTACT",
        4 => "COMPANY",
        _ => null,
    };

    public static bool HasPipelines(int entityTypeId) => entityTypeId is not (1 or 3 or 4 or 7);

    /// <summary>The dictionary of stages of a pipeline; null when the kind has no pipelines.</summary>
    /// <summary>
    /// Dictionaries that the stock fields of a kind name (reference 7.3): asked for beside its description, they cost no request of their own. What a portal has besides is asked for after it.
    /// </summary>
    public static IReadOnlyList<string> UsualDictionaries(int entityTypeId) => entityTypeId switch
    {
        1 => ["STATUS", "SOURCE", "HONORIFIC"],
        2 => ["DEAL_STAGE", "DEAL_TYPE", "SOURCE"],
        3 => ["CONTACT_TYPE", "SOURCE", "HONORIFIC"],
        4 => ["COMPANY_TYPE", "INDUSTRY", "EMPLOYEES"],
        _ => [],
    };

    public static string? StageDictionary(int entityTypeId, long category) => entityTypeId switch
    {
        2 when category == 0 => "DEAL_STAGE",
        2 => string.Create(CultureInfo.InvariantCulture, $"DEAL_STAGE_{category}"),
        _ when !HasPipelines(entityTypeId) => null,
        31 => string.Create(CultureInfo.InvariantCulture, $"SMART_INVOICE_STAGE_{category}"),
        _ => string.Create(CultureInfo.InvariantCulture, $"DYNAMIC_{entityTypeId}_STAGE_{category}"),
    };
}
