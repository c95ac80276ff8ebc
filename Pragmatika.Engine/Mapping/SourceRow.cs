namespace Pragmatika.Engine.Mapping;

/// <summary>
/// One row as its source gave it. <see cref="Key"/> is the canonical text of the row's key columns, <see cref="Version"/> the text of its cursor
/// (null when the source has none), <see cref="Values"/> the raw provider values (null, string, long, decimal, double, bool, DateTime, Guid, byte[]…).
/// </summary>
public sealed record SourceRow(string Key, string? Version, object?[] Values, RowShape Shape)
{
    /// <summary>The raw value of a column; null for SQL NULL and for a column that is not there.</summary>
    public object? this[string column] => Shape.OrdinalOf(column) is >= 0 and var ordinal ? Values[ordinal] : null;
}
