namespace Pragmatika.Engine.Hearing;

/// <summary>
/// One row a record ever heard. Waiting ones have a sequence; 0 is left when everybody is done with it, and the row stays as the memory of what was heard.
/// </summary>
public sealed class HeardRow
{
    public required string Connection { get; set; }

    public int EntityTypeId { get; set; }

    public long CrmId { get; set; }

    public long Sequence { get; set; }

    public byte Kind { get; set; }

    public byte HeardBy { get; set; }

    /// <summary>UTC ticks; 0 when the row was only made to remember bindings.</summary>
    public long HeardAt { get; set; }

    /// <summary>UTC ticks, to the second.</summary>
    public long? ModifiedAt { get; set; }

    public long? Bindings { get; set; }
}

/// <summary>How far one kind of record of one portal has been heard by asking.</summary>
public sealed class HearingPositionRow
{
    public required string Connection { get; set; }

    public int EntityTypeId { get; set; }

    /// <summary>Changes before this moment of the portal's clock are none of ours: it was when listening began.</summary>
    public DateTimeOffset Since { get; set; }

    /// <summary>Everything modified before this moment of the portal's clock has been heard by polling.</summary>
    public DateTimeOffset PolledTo { get; set; }

    /// <summary>The portal's offset from UTC at the last poll, in minutes.</summary>
    public int OffsetMinutes { get; set; }

    /// <summary>When the last whole sweep began, by our clock.</summary>
    public DateTimeOffset? SweptAt { get; set; }
}

/// <summary>How one way of hearing one portal has fared.</summary>
public sealed class HearingWayRow
{
    public required string Connection { get; set; }

    public byte Way { get; set; }

    /// <summary>The last time the way worked, whether or not there was anything to hear.</summary>
    public DateTimeOffset? WorkedAt { get; set; }

    /// <summary>The last time it brought something.</summary>
    public DateTimeOffset? HeardAt { get; set; }

    public DateTimeOffset? FailedAt { get; set; }

    /// <summary>What people read; holds no secret.</summary>
    public string? Failure { get; set; }
}

/// <summary>Which node listens to a portal; one row a connection, made once.</summary>
public sealed class HearingLeaseRow
{
    public required string Connection { get; set; }

    /// <summary>Empty when nobody does.</summary>
    public required string Holder { get; set; }

    public DateTimeOffset Until { get; set; }
}
