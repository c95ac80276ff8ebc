namespace Pragmatika.Engine.Demo.Generation;

/// <summary>Collects cells for SqlBulkCopy: GUIDs and sums as the texts their columns hold.</summary>
internal sealed class ObjectCellSink : ICellSink
{
    private readonly List<object> _cells = new(ExchangeCells.Names.Count);

    public object[] Take()
    {
        object[] cells = [.. _cells];
        _cells.Clear();
        return cells;
    }

    public void Add(string? text) => _cells.Add(text ?? (object)DBNull.Value);

    public void Add(long number) => _cells.Add(number);

    public void Add(int? number) => _cells.Add(number ?? (object)DBNull.Value);

    public void Add(bool flag) => _cells.Add(flag);

    public void Add(Guid? guid) => Add(guid?.ToString("D"));

    public void Add(DateTime? time) => _cells.Add(time ?? (object)DBNull.Value);

    public void Add(decimal? number) => _cells.Add(number ?? (object)DBNull.Value);

    public void Add(Sum? sum) => Add(sum?.Printed);
}
