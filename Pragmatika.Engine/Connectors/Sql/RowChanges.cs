namespace Pragmatika.Engine.Connectors.Sql;

/// <summary>
/// Columns to set on some rows, all or none. <paramref name="Rows"/> are the canonical keys; to each belong the values that the first of the columns had when they were read: a row
/// that somebody has changed there since is not written over. Columns behind those are written whatever they hold.
/// </summary>
public sealed record RowChange(IReadOnlyList<string> Columns, IReadOnlyList<object?> Values, IReadOnlyList<(string Key, IReadOnlyList<object?> Seen)> Rows);

/// <summary>What is to become of rows of one table, in one transaction.</summary>
public sealed record RowChanges
{
    public required string Table { get; init; }

    public required IReadOnlyList<string> Key { get; init; }

    public IReadOnlyList<RowChange> Changes { get; init; } = [];

    /// <summary>Canonical keys of rows to delete; those that are not there are no error.</summary>
    public IReadOnlyList<string> Deletes { get; init; } = [];
}
