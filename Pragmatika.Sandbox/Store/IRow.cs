namespace Pragmatika.Sandbox.Store;

/// <summary>A record to read from, unpacked or still packed in its table.</summary>
public interface IRow
{
    int Id { get; }

    FieldValue this[int slot] { get; }
}

/// <summary>A packed row: each value is found on demand.</summary>
public readonly struct StoredRow(EntityTable table, int id) : IRow
{
    public int Id { get; } = id;

    public FieldValue this[int slot] => table.Value(Id, slot);
}
