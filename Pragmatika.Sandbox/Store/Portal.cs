using System.Globalization;

namespace Pragmatika.Sandbox.Store;

/// <summary>Everything the portal remembers. Every read and write happens under <see cref="Gate"/>, one command at a time.</summary>
public sealed class Portal
{
    public const int Lead = 1;
    public const int Deal = 2;
    public const int Contact = 3;
    public const int Company = 4;

    private readonly SortedDictionary<int, EntityTable> _tables = [];
    private Dictionary<string, LooseTable>? _looseTables;

    public Portal(PortalTime time, string language)
    {
        Time = time;
        Language = language;
        Reset();
    }

    public Lock Gate { get; } = new();

    public PortalTime Time { get; }

    /// <summary>ru or en: names of new records. Error texts stay as the reference has them.</summary>
    public string Language { get; }

    public StatusDictionary Statuses { get; } = new();

    public List<Category> Categories { get; } = [];

    public List<SmartType> Types { get; } = [];

    public Dictionary<int, UserField> UserFields { get; } = [];

    public List<PortalUser> Users { get; } = [.. StaffSeed.Users];

    public List<PortalDepartment> Departments { get; } = [.. StaffSeed.Departments];

    public Dictionary<int, StoredFile> Files { get; } = [];

    /// <summary>Product rows by owner type code and id.</summary>
    public Dictionary<(string OwnerType, int OwnerId), List<ProductRow>> ProductRows { get; } = [];

    public RecycleBin Bin { get; } = new();

    public LooseTable Activities { get; } = new();

    public LooseTable Comments { get; } = new();

    public LooseTable Tasks { get; } = new();

    public LooseTable Notifications { get; } = new();

    /// <summary>Who wants to know of which event.</summary>
    public List<EventSubscription> Subscriptions { get; } = [];

    /// <summary>The pull queue: one row per object and event name.</summary>
    public List<OfflineEvent> OfflineEvents { get; } = [];

    public List<StageMove> StageMoves { get; } = [];

    public Counters Counters { get; set; } = new();

    /// <summary>Raised under the gate after a change is in the table.</summary>
    public Action<RecordChange>? Changed { get; set; }

    public IEnumerable<EntityTable> Tables => _tables.Values;

    /// <summary>The table, or null when there is no such kind of record.</summary>
    public EntityTable? Table(int entityTypeId) => _tables.GetValueOrDefault(entityTypeId);

    public EntityTable AddTable(int entityTypeId, EntitySchema schema) => _tables[entityTypeId] = new EntityTable(entityTypeId, schema);

    /// <summary>Back to a new portal: stock dictionaries, one deal pipeline, no records.</summary>
    public void Reset()
    {
        _tables.Clear();
        AddTable(Lead, new EntitySchema(EntitySpecs.Lead, FieldNames.Lead));
        AddTable(Deal, new EntitySchema(EntitySpecs.Deal, FieldNames.Common));
        AddTable(Contact, new EntitySchema(EntitySpecs.Contact, FieldNames.Common));
        AddTable(Company, new EntitySchema(EntitySpecs.Company, FieldNames.Company));
        Statuses.Clear();
        StockDictionaries.Fill(Statuses);
        Categories.Clear();
        Categories.Add(new Category { Id = 0, EntityTypeId = Deal, Name = Language == "ru" ? "Общая" : "General", Sort = 100, IsDefault = true });
        Types.Clear();
        UserFields.Clear();
        Files.Clear();
        ProductRows.Clear();
        StageMoves.Clear();
        Subscriptions.Clear();
        OfflineEvents.Clear();
        Bin.Empty();
        foreach (var table in LooseTables.Values)
        {
            table.Clear();
        }

        Counters = new Counters();
    }

    /// <summary>Lesser tables under the names the state file knows.</summary>
    public IReadOnlyDictionary<string, LooseTable> LooseTables => _looseTables ??= new(StringComparer.Ordinal)
    {
        ["activities"] = Activities,
        ["comments"] = Comments,
        ["tasks"] = Tasks,
        ["notifications"] = Notifications,
    };

    public void RemoveTable(int entityTypeId) => _tables.Remove(entityTypeId);

    public SmartType? TypeOf(int entityTypeId) => Types.Find(type => type.EntityTypeId == entityTypeId);

    /// <summary>The default pipeline of a kind of record, or null when it has none.</summary>
    public Category? DefaultCategory(int entityTypeId) => Categories.Find(category => category.EntityTypeId == entityTypeId && category.IsDefault);

    public Category? FindCategory(int entityTypeId, int id) => Categories.Find(category => category.EntityTypeId == entityTypeId && category.Id == id);

    /// <summary>Dictionary that holds the stages of one pipeline; empty when the kind has no stages.</summary>
    public static string StageEntity(int entityTypeId, int categoryId) => entityTypeId switch
    {
        Lead => "STATUS",
        Deal => categoryId == 0 ? "DEAL_STAGE" : "DEAL_STAGE_" + categoryId.ToString(CultureInfo.InvariantCulture),
        Contact or Company => "",
        _ => string.Create(CultureInfo.InvariantCulture, $"DYNAMIC_{entityTypeId}_STAGE_{categoryId}"),
    };

    /// <summary>P in work, S success, F failure.</summary>
    public string StageSemantics(int entityTypeId, int categoryId, string stageId) =>
        Statuses.Find(StageEntity(entityTypeId, categoryId), stageId)?.Semantics ?? "P";

    /// <summary>Owner of user fields: CRM_DEAL, CRM_7 and so on; null for unknown kinds.</summary>
    public string? UserFieldEntity(int entityTypeId) => entityTypeId switch
    {
        Lead => "CRM_LEAD",
        Deal => "CRM_DEAL",
        Contact => "CRM_CONTACT",
        Company => "CRM_COMPANY",
        _ => TypeOf(entityTypeId)?.UserFieldEntityId,
    };

    /// <summary>The table whose records carry the user fields of an owner, or null.</summary>
    public EntityTable? TableOfUserFields(string entityId) => Tables.FirstOrDefault(table => UserFieldEntity(table.EntityTypeId) == entityId);
}
