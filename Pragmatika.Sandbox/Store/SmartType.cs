namespace Pragmatika.Sandbox.Store;

/// <summary>A relation of a smart process to another kind of record.</summary>
/// <param name="EntityTypeId">The other side.</param>
/// <param name="IsChildrenListEnabled">Whether the parent's card lists the children.</param>
public sealed record TypeRelation(int EntityTypeId, bool IsChildrenListEnabled);

/// <summary>A smart process type (reference 7.1).</summary>
public sealed class SmartType
{
    /// <summary>All switches in the order answers list them.</summary>
    public static readonly string[] Switches =
    [
        "isUseInUserfieldEnabled", "isAutomationEnabled", "isBeginCloseDatesEnabled", "isBizProcEnabled", "isCategoriesEnabled", "isClientEnabled",
        "isDocumentsEnabled", "isLinkWithProductsEnabled", "isMycompanyEnabled", "isObserversEnabled", "isRecyclebinEnabled", "isSetOpenPermissions",
        "isSourceEnabled", "isStagesEnabled", "isPaymentsEnabled", "isCountersEnabled",
    ];

    public required int Id { get; init; }

    public required int EntityTypeId { get; init; }

    public required string Title { get; set; }

    public string Code { get; set; } = "";

    public int CreatedBy { get; init; }

    public int UpdatedBy { get; set; }

    public long CreatedTime { get; init; }

    public long UpdatedTime { get; set; }

    public HashSet<string> On { get; init; } = new(StringComparer.Ordinal);

    public List<TypeRelation> Parents { get; set; } = [];

    public List<TypeRelation> Children { get; set; } = [];

    /// <summary>Owner of its user fields: CRM_{id}, not CRM_{entityTypeId}.</summary>
    public string UserFieldEntityId => "CRM_" + Id.ToString(System.Globalization.CultureInfo.InvariantCulture);

    public bool Has(string name) => On.Contains(name);
}
