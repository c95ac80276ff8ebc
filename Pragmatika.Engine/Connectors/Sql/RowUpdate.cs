namespace Pragmatika.Engine.Connectors.Sql;

/// <summary>Columns to set on the row with a canonical key. All updates of one call name the same columns in the same order.</summary>
public sealed record RowUpdate(string Key, IReadOnlyList<object?> Values);
