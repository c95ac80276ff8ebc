namespace Pragmatika.Sandbox.Store;

public enum ChangeKind : byte
{
    Added,
    Updated,
    Deleted,

    /// <summary>A deal went to another pipeline: its own event, without an update beside it.</summary>
    MovedToCategory,
}

/// <summary>What happened to a record, for events.</summary>
/// <param name="Kind">What happened.</param>
/// <param name="EntityTypeId">Kind of record.</param>
/// <param name="Id">Which record.</param>
/// <param name="UserId">Who did it.</param>
/// <param name="AuthConnector">Echo mark of the call, or null.</param>
public sealed record RecordChange(ChangeKind Kind, int EntityTypeId, int Id, int UserId, string? AuthConnector)
{
    /// <summary>Type number activities have in events.</summary>
    public const int Activity = 6;

    public int CategoryId { get; init; }

    public string StageId { get; init; } = "";
}
