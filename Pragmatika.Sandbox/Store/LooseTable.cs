namespace Pragmatika.Sandbox.Store;

/// <summary>A record of a lesser kind: an activity, a comment, a task, a notification. Values are texts under their wire names.</summary>
public sealed class LooseRecord
{
    public required int Id { get; init; }

    public Dictionary<string, string> Values { get; init; } = new(StringComparer.Ordinal);

    /// <summary>Lists inside the record, such as communications, bindings and files.</summary>
    public Dictionary<string, List<Dictionary<string, string>>> Lists { get; init; } = new(StringComparer.Ordinal);

    public string this[string name]
    {
        get => Values.GetValueOrDefault(name) ?? "";
        set => Values[name] = value;
    }
}

/// <summary>Lesser records by id, ascending.</summary>
public sealed class LooseTable
{
    private readonly SortedDictionary<int, LooseRecord> _records = [];

    public int LastId { get; private set; }

    public IEnumerable<LooseRecord> All => _records.Values;

    public int Count => _records.Count;

    public LooseRecord? Find(int id) => _records.GetValueOrDefault(id);

    public LooseRecord Add()
    {
        var record = new LooseRecord { Id = ++LastId };
        _records[record.Id] = record;
        return record;
    }

    public bool Remove(int id) => _records.Remove(id);

    public void Restore(IEnumerable<LooseRecord> records, int lastId)
    {
        Clear();
        foreach (var record in records)
        {
            _records[record.Id] = record;
        }

        LastId = lastId;
    }

    public void Clear()
    {
        _records.Clear();
        LastId = 0;
    }
}
