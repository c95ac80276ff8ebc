using Pragmatika.Engine.Delivery;

namespace Pragmatika.Engine.Runs.Undo;

/// <summary>What is to become of one record of a run that is undone.</summary>
internal enum UndoAction : byte
{
    /// <summary>It is as it was before already.</summary>
    None,

    Restore,

    /// <summary>The run created it.</summary>
    Delete,

    /// <summary>The run took it away.</summary>
    Recreate,

    Refuse,
}

/// <summary>All that a run wrote to one record of one side, put together: the values before its first write and after its last one.</summary>
internal sealed class UndoRecord
{
    public required string Flow { get; init; }

    /// <summary>Keys under which the run wrote it; the first is the newest.</summary>
    public required IReadOnlyList<string> Keys { get; init; }

    public required long? CrmId { get; init; }

    public required bool Created { get; init; }

    public required bool Deleted { get; init; }

    public required IReadOnlyList<UndoField> Fields { get; init; }

    public string Key => Keys[0];

    public UndoAction Action { get; set; }

    /// <summary>Why it is refused, or which fields stay; for people.</summary>
    public string? Reason { get; set; }

    public Change? Change { get; set; }

    /// <summary>Keys that are linked to a record that goes.</summary>
    public IReadOnlyList<string> LinkedKeys { get; set; } = [];

    public void Refuse(string reason)
    {
        Action = UndoAction.Refuse;
        Reason = reason;
        Change = null;
    }

    /// <summary><paramref name="entries"/> newest first, all of one side.</summary>
    public static IReadOnlyList<UndoRecord> Merge(IEnumerable<UndoEntry> entries) =>
        [.. entries.GroupBy(entry => (entry.Flow, entry.IsOfTable ? entry.Key : null, entry.IsOfTable ? null : entry.CrmId)).Select(same => Merge([.. same]))];

    private static UndoRecord Merge(IReadOnlyList<UndoEntry> newestFirst) => new()
    {
        Flow = newestFirst[0].Flow,
        Keys = [.. newestFirst.Select(entry => entry.Key).Distinct(StringComparer.Ordinal)],
        CrmId = newestFirst[0].CrmId,
        Created = newestFirst.Any(entry => entry.Created),
        Deleted = newestFirst[0].Deleted,
        Fields = [.. newestFirst.SelectMany(entry => entry.Fields).GroupBy(field => field.Field, StringComparer.Ordinal).Select(field => field.First() with { Before = field.Last().Before })],
    };
}
