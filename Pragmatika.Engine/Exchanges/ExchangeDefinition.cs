using Pragmatika.Engine.Mapping;

namespace Pragmatika.Engine.Exchanges;

/// <summary>What a user wrote: one SQL source joined to one Bitrix24 portal by ordered flows. Kept as versioned JSON.</summary>
public sealed record ExchangeDefinition
{
    /// <summary>Latin letters, digits and dashes; unique; used by commands and addresses.</summary>
    public required string Name { get; init; }

    /// <summary>The name people see.</summary>
    public string Title { get; init; } = string.Empty;

    public required SourceDefinition Source { get; init; }

    public required DestinationDefinition Destination { get; init; }

    public Formats Formats { get; init; } = new();

    /// <summary>Earlier flows are delivered before later ones, so that a later one may refer to them.</summary>
    public required IReadOnlyList<FlowDefinition> Flows { get; init; }

    /// <summary>What is written back to the row; null writes nothing.</summary>
    public WriteBackDefinition? WriteBack { get; init; }

    public RunLimits Limits { get; init; } = new();

    /// <summary>Null: run by hand only.</summary>
    public ScheduleDefinition? Schedule { get; init; }

    /// <summary>When both sides are compared by themselves; null: by hand only.</summary>
    public CompareDefinition? Compare { get; init; }

    /// <summary>Named dictionaries that the <c>map</c> transform refers to: dictionary → (from → to).</summary>
    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> Dictionaries { get; init; } =
        new Dictionary<string, IReadOnlyDictionary<string, string>>();
}

/// <summary>How changed rows are found.</summary>
public enum TrackingKind
{
    /// <summary>Every run reads every row; rows whose fingerprint did not change cost no plan and no call.</summary>
    FullScan,

    /// <summary>A column (with the key) that grows with each change: rowversion, xid8 by trigger, or an updated-at moment.</summary>
    Cursor,

    /// <summary>A status column: 1C sets "new", the engine sets "done" or "error" (the queue mode of the exchange table).</summary>
    Status,
}

public sealed record TrackingDefinition
{
    public TrackingKind Kind { get; init; } = TrackingKind.FullScan;

    /// <summary>The cursor or status column.</summary>
    public string? Column { get; init; }

    /// <summary>Status values, for <see cref="TrackingKind.Status"/>.</summary>
    public int NewStatus { get; init; }

    public int ClaimedStatus { get; init; } = 1;

    public int DoneStatus { get; init; } = 2;

    public int ErrorStatus { get; init; } = 3;

    public int SkippedStatus { get; init; } = 4;

    /// <summary>For an updated-at cursor: how far back each run looks again, because clocks and late commits lie.</summary>
    public TimeSpan Overlap { get; init; } = TimeSpan.FromMinutes(2);
}

public sealed record SourceDefinition
{
    /// <summary>Name of a SQL connection of the portal.</summary>
    public required string Connection { get; init; }

    /// <summary>Table or view, schema-qualified if need be.</summary>
    public required string Table { get; init; }

    /// <summary>The columns that identify a row, in key order.</summary>
    public required IReadOnlyList<string> Key { get; init; }

    public TrackingDefinition Tracking { get; init; } = new();
}

public sealed record DestinationDefinition
{
    /// <summary>Name of a Bitrix24 connection of the portal.</summary>
    public required string Connection { get; init; }

    /// <summary>ORIGINATOR_ID that every record made by this exchange carries.</summary>
    public string Originator { get; init; } = "PRAGMATIKA";
}

/// <summary>How an existing CRM record is recognised before one is created. Rules are tried in order; the first that finds anything decides.</summary>
public sealed record MatchRule
{
    /// <summary>A mapped field of the flow: phone, email, or any other CRM field compared for equality.</summary>
    public required string Field { get; init; }
}

public sealed record FlowDefinition
{
    public required string Name { get; init; }

    public string Title { get; init; } = string.Empty;

    /// <summary>lead, deal, contact, company, or <c>type:CODE</c> / <c>type:ID</c> for a smart process by its title, code or entityTypeId.</summary>
    public required string Entity { get; init; }

    /// <summary>Columns whose canonical text, joined by "|", is the record's key and origin key.</summary>
    public required IReadOnlyList<string> Key { get; init; }

    /// <summary>Transforms of the key's text, for example vin.</summary>
    public IReadOnlyList<TransformSpec> KeyTransforms { get; init; } = [];

    public RowCondition? Condition { get; init; }

    public IReadOnlyList<MatchRule> Match { get; init; } = [];

    public required IReadOnlyList<Rule> Rules { get; init; }

    /// <summary>What to do with the rows of a record that was deleted in Bitrix24; null does nothing.</summary>
    public DeletedDefinition? Deleted { get; init; }

    /// <summary>Rows for records that were born in Bitrix24; null makes none.</summary>
    public BornDefinition? Born { get; init; }

    /// <summary>What to do with the CRM record when no row carries it any more; null does nothing.</summary>
    public VanishedDefinition? Vanished { get; init; }
}

/// <summary>Columns of the row that the engine fills after delivery. A null column is not written.</summary>
public sealed record WriteBackDefinition
{
    /// <summary>Flow → column that gets the CRM id.</summary>
    public IReadOnlyDictionary<string, string> Ids { get; init; } = new Dictionary<string, string>();

    /// <summary>Flow → column that gets the record's stage.</summary>
    public IReadOnlyDictionary<string, string> Stages { get; init; } = new Dictionary<string, string>();

    public string? StatusColumn { get; init; }

    public string? ErrorColumn { get; init; }

    /// <summary>Gets the moment of the commit, local time of the connection's zone.</summary>
    public string? TimeColumn { get; init; }

    /// <summary>Gets <see cref="ReverseStatus"/> in every row that the way back changed or made. 1C puts a value of its own there once it has taken the row.</summary>
    public string? ReverseStatusColumn { get; init; }

    public int ReverseStatus { get; init; } = 1;

    /// <summary>Gets the moment of that change, local time of the connection's zone.</summary>
    public string? ReverseTimeColumn { get; init; }
}

public sealed record RunLimits
{
    /// <summary>Changed rows after which a batch is delivered and committed.</summary>
    public int BatchChangedRows { get; init; } = 2500;

    /// <summary>Rows read after which a batch is committed even if few of them changed.</summary>
    public int BatchRows { get; init; } = 250_000;

    /// <summary>Requests to the portal at once.</summary>
    public int Lanes { get; init; } = 4;

    public int MaxAttempts { get; init; } = 8;

    /// <summary>
    /// How long a write of unknown outcome may still be under way at the portal. A key that is not found is sent again only after this; the cloud cuts a request at 60 s.
    /// </summary>
    public TimeSpan SettleTime { get; init; } = TimeSpan.FromSeconds(65);

    /// <summary>Short for <see cref="Fuse"/> with a count of updates; 0 when that is not wanted.</summary>
    public int FuseChanges { get; init; }

    /// <summary>Stops a run before it sends a mass change; null switches the fuse off.</summary>
    public FuseLimits? Fuse { get; init; }
}

/// <summary>What one run may change before it stops and asks. Each limit counts over the whole run; a limit that is null does not hold.</summary>
public sealed record FuseLimits
{
    public FuseLimit? Creates { get; init; }

    public FuseLimit? Updates { get; init; }

    /// <summary>Fields that had a value and would have none.</summary>
    public FuseLimit? BlankedFields { get; init; }

    /// <summary>Rows of the table and CRM records together.</summary>
    public FuseLimit? Deletes { get; init; }

    /// <summary>True to limit creates even while nothing is linked yet; a first load creates everything, and rightly.</summary>
    public bool FirstLoad { get; init; }
}

/// <summary>The smaller of a number and a share of the records linked when the run began.</summary>
public sealed record FuseLimit
{
    public long? Count { get; init; }

    /// <summary>Per cent of the linked records of the exchange, all flows together.</summary>
    public double? Percent { get; init; }
}
