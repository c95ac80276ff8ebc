using Pragmatika.Engine.Mapping.Sources;
using Pragmatika.Engine.Mapping.Values;

namespace Pragmatika.Engine.Mapping;

/// <summary>
/// What one compilation knows and gathers: formats, dictionaries, columns, flows compiled so far, mistakes with their paths, columns in use.
/// Without a shape every column is taken as present, so that a definition can be checked before its table is known.
/// </summary>
public sealed class MappingScope(
    Formats formats,
    IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> dictionaries,
    RowShape? shape)
{
    private readonly List<(string Path, Trouble Trouble)> _mistakes = [];
    private readonly List<string> _columns = [];
    private readonly HashSet<string> _seenColumns = new(StringComparer.OrdinalIgnoreCase);

    public Formats Formats { get; } = formats;

    public ValueReader Reader { get; } = new(formats);

    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> Dictionaries { get; } = dictionaries;

    /// <summary>Every mistake met so far, in the order of the definition.</summary>
    public IReadOnlyList<(string Path, Trouble Trouble)> Mistakes => _mistakes;

    /// <summary>Every column that was bound, once, in the order of first use.</summary>
    public IReadOnlyList<string> Columns => _columns;

    internal Dictionary<string, FlowKey> Flows { get; } = new(StringComparer.Ordinal);

    /// <summary>All flow names of the definition, so that a later flow is told from an unknown one.</summary>
    internal HashSet<string> AllFlows { get; } = new(StringComparer.Ordinal);

    public void Report(string path, Message reason, Message remedy, params object?[] arguments) =>
        _mistakes.Add((path, new Trouble(reason.With(arguments), remedy.With(arguments))));

    /// <summary>The ordinal of a column; -1, with a mistake at <paramref name="path"/>, when the source has no such column.</summary>
    public int Ordinal(string column, string path)
    {
        if (_seenColumns.Add(column))
        {
            _columns.Add(column);
        }

        if (shape is null)
        {
            return -1;
        }

        var ordinal = shape.OrdinalOf(column);
        if (ordinal < 0)
        {
            Report(path, MappingTexts.UnknownColumn, MappingTexts.UnknownColumnRemedy, column, Nearest.To(column, shape.Columns) ?? string.Join(", ", shape.Columns.Take(5)));
        }

        return ordinal;
    }

    public IRowSource Column(string column, string path) => new ColumnSource(Ordinal(column, path), Reader);
}
