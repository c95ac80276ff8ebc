using System.Runtime.InteropServices;
using Pragmatika.Engine.Mapping;

namespace Pragmatika.Engine.Runs.Verify;

/// <summary>What is known of each key of one flow: the CRM id it is linked to, and the last row that carries it. Some 50 bytes a key.</summary>
internal sealed class KeyTable
{
    private readonly Dictionary<KeyHash, Entry> _entries = [];
    private readonly Dictionary<long, int> _lastRowOfRecord = [];

    public static async Task<KeyTable> LoadAsync(IEngineStore store, string exchange, string flow, CancellationToken cancellationToken)
    {
        var table = new KeyTable();
        await foreach (var link in store.AllLinksAsync(exchange, flow, cancellationToken))
        {
            table._entries[KeyHash.Of(link.Key)] = new Entry(link.CrmId, -1);
        }

        return table;
    }

    /// <summary>The CRM id of a key, or null when it has no link.</summary>
    public long? IdOf(KeyHash key) => _entries.TryGetValue(key, out var entry) && entry.CrmId > 0 ? entry.CrmId : null;

    /// <summary>Notes that a row carries a key. Rows come in the order in which the engine reads them: the last one is the newest.</summary>
    public void Carry(KeyHash key, int row)
    {
        ref var entry = ref CollectionsMarshal.GetValueRefOrAddDefault(_entries, key, out _);
        entry = entry with { LastRow = row };
        if (entry.CrmId > 0)
        {
            _lastRowOfRecord[entry.CrmId] = row;
        }
    }

    /// <summary>True for the newest row of a key: only that one says what the record should be.</summary>
    public bool IsNewestOfKey(KeyHash key, int row) => _entries[key].LastRow == row;

    /// <summary>True for the newest row of all keys that are linked to one record (a person met under two GUIDs).</summary>
    public bool IsNewestOfRecord(long crmId, int row) => _lastRowOfRecord[crmId] == row;

    /// <summary>True when some row makes the record.</summary>
    public bool HasRecord(long crmId) => _lastRowOfRecord.ContainsKey(crmId);

    private readonly record struct Entry(long CrmId, int LastRow);
}
