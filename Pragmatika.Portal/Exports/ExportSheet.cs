namespace Pragmatika.Portal.Exports;

/// <summary>A list as a file: titles as the page shows them, rows that are read while they are written. <see cref="Name"/> is the file's name without its ending.</summary>
public sealed record ExportSheet(string Name, IReadOnlyList<ExportColumn> Columns, IAsyncEnumerable<ExportCell[]> Rows);

/// <summary>A title and about how many letters its values have.</summary>
public sealed record ExportColumn(string Title, int Letters = 16);

/// <summary>The columns of one kind of list: each a title and where its value comes from. Reads and writes nothing by itself.</summary>
public sealed class ExportTable<T>
{
    private readonly List<ExportColumn> _columns = [];
    private readonly List<Func<T, ExportCell>> _values = [];

    public ExportTable<T> Text(string title, Func<T, string?> value, int letters = 24) => Add(title, letters, item => value(item));

    public ExportTable<T> Number(string title, Func<T, decimal?> value) => Add(title, 12, item => ExportCell.Of(value(item)));

    public ExportTable<T> Moment(string title, Func<T, DateTimeOffset?> value) => Add(title, 20, item => ExportCell.Of(value(item)));

    public ExportSheet Sheet(string name, IAsyncEnumerable<T> items) => new(name, [.. _columns], items.Select(Row));

    public ExportSheet Sheet(string name, IEnumerable<T> items) => Sheet(name, items.ToAsyncEnumerable());

    private ExportTable<T> Add(string title, int letters, Func<T, ExportCell> value)
    {
        _columns.Add(new ExportColumn(title, letters));
        _values.Add(value);
        return this;
    }

    private ExportCell[] Row(T item) => [.. _values.Select(value => value(item))];
}
