namespace Pragmatika.Engine.Runs.Planned;

/// <summary>What a dry run would have done with a record. Records that need nothing are not kept.</summary>
public enum PlannedKind : byte
{
    Create,
    Update,

    /// <summary>Linked to a record that the CRM has already, without a write.</summary>
    Link,

    /// <summary>Several CRM records fit: a person would be asked.</summary>
    Question,

    /// <summary>Would not have been sent; the reason says why.</summary>
    Reject,

    /// <summary>Taken away again: a run made it that is to be undone.</summary>
    Delete,

    /// <summary>No row carries it any more; the reason says what its flow's policy would do. "Run exactly this" leaves it to an ordinary run.</summary>
    Vanished,
}

/// <summary>One planned change of a dry run. Phones and e-mails are masked when shown, not here.</summary>
public sealed record PlannedChange
{
    /// <summary>Counts from 1 within the run, in the order of planning.</summary>
    public required long Number { get; init; }

    public required PlannedKind Kind { get; init; }

    public required string Flow { get; init; }

    /// <summary>Source key of the record; the row's key when the record's could not be made.</summary>
    public required string Key { get; init; }

    /// <summary>Null for what would be created.</summary>
    public long? CrmId { get; init; }

    public required string Title { get; init; }

    public required string Why { get; init; }

    /// <summary>Before and after per field: <c>{"title":["old","new"]}</c>; null when no field would be written.</summary>
    public string? Changes { get; init; }
}

/// <summary>Which planned changes to read; null means any. <see cref="Text"/> searches title, key, reason and values, and equals a CRM id.</summary>
public sealed record PlannedFilter
{
    public PlannedKind? Kind { get; init; }

    public string? Flow { get; init; }

    public string? Text { get; init; }
}

public sealed record PlannedCount(string Flow, PlannedKind Kind, long Count);
