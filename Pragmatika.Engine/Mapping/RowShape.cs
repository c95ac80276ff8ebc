namespace Pragmatika.Engine.Mapping;

/// <summary>The columns of a source in the order in which <see cref="SourceRow.Values"/> holds them. Names compare without case.</summary>
public sealed class RowShape
{
    private readonly Dictionary<string, int> _ordinals;

    public RowShape(IReadOnlyList<string> columns)
    {
        Columns = columns;
        _ordinals = new(columns.Count, StringComparer.OrdinalIgnoreCase);
        for (var ordinal = 0; ordinal < columns.Count; ordinal++)
        {
            _ordinals[columns[ordinal]] = ordinal;
        }
    }

    public IReadOnlyList<string> Columns { get; }

    /// <summary>The ordinal of a column, or -1.</summary>
    public int OrdinalOf(string column) => _ordinals.GetValueOrDefault(column, -1);
}
