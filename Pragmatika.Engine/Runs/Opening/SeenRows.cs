using Pragmatika.Engine.Mapping;

namespace Pragmatika.Engine.Runs.Opening;

/// <summary>The keys of the rows that a full scan met, some 25 bytes a row. Pages come from several threads.</summary>
internal sealed class SeenRows
{
    private readonly Lock _gate = new();
    private readonly HashSet<KeyHash> _keys = [];

    public void Add(IReadOnlyList<SourceRow> rows)
    {
        var hashes = new KeyHash[rows.Count];
        for (var index = 0; index < hashes.Length; index++)
        {
            hashes[index] = KeyHash.Of(rows[index].Key);
        }

        lock (_gate)
        {
            _keys.UnionWith(hashes);
        }
    }

    public bool Has(string rowKey) => _keys.Contains(KeyHash.Of(rowKey));
}
