using Pragmatika.Engine.Mapping;

namespace Pragmatika.Engine.Connectors.Sql;

/// <summary>
/// Which rows to read, in key-set pages (never OFFSET). With a cursor column rows come in the order (cursor, key) after <see cref="After"/> and not beyond the
/// safe upper bound; without one they come in key order.
/// </summary>
public sealed record SqlRead
{
    public required string Table { get; init; }

    public required IReadOnlyList<string> Key { get; init; }

    /// <summary>Columns to select; the key and cursor columns are always added. Null: all columns.</summary>
    public IReadOnlyList<string>? Columns { get; init; }

    /// <summary>rowversion, xid8 or updated-at column.</summary>
    public string? CursorColumn { get; init; }

    /// <summary>A cursor text that an earlier page returned; null: from the beginning.</summary>
    public string? After { get; init; }

    /// <summary>For updated-at cursors: rows this much older than <see cref="After"/> are read again.</summary>
    public TimeSpan Overlap { get; init; }

    /// <summary>Queue mode: only rows whose status column has this value.</summary>
    public StatusFilter? Status { get; init; }

    /// <summary>Only the rows with these canonical keys (repair of single rows).</summary>
    public IReadOnlyList<string>? OnlyKeys { get; init; }

    /// <summary>
    /// The columns whose canonical text <see cref="OnlyKeys"/> are; null: the key. Several rows may then carry one of the texts; rows that hold it with trailing spaces are
    /// found where none holds it without.
    /// </summary>
    public IReadOnlyList<string>? OnlyKeysOf { get; init; }

    public int PageRows { get; init; } = 1000;
}

public sealed record StatusFilter(string Column, int Value);

/// <summary>Rows in order. <paramref name="Next"/> is the cursor after the last row, to be saved with the batch that covers the page.</summary>
public sealed record SourcePage(RowShape Shape, IReadOnlyList<SourceRow> Rows, string Next);
