using Pragmatika.Engine.Journal;

namespace Pragmatika.Engine.Runs.Undo;

/// <summary>The records that an earlier undo could not undo, by its journal. Without an earlier undo everything counts.</summary>
internal sealed class UndoLeftovers
{
    private const int PageEntries = 1000;

    private readonly HashSet<(string Flow, long CrmId)> _items = [];
    private readonly HashSet<(string Flow, string Key)> _keys = [];
    private readonly bool _isAll;

    private UndoLeftovers(bool isAll) => _isAll = isAll;

    public static async Task<UndoLeftovers> ReadAsync(Guid? undo, IJournalReader journal, CancellationToken cancellationToken)
    {
        var leftovers = new UndoLeftovers(undo is null);
        long? before = null;
        while (undo is not null)
        {
            var page = await journal.PageAsync(new JournalFilter { RunId = undo, Kind = JournalKind.Failure }, before, PageEntries, cancellationToken);
            leftovers.Add(page);
            if (page.Count < PageEntries)
            {
                break;
            }

            before = page[^1].Id;
        }

        return leftovers;
    }

    /// <summary>Other keys of the same CRM record were written with it, and are undone with it.</summary>
    public bool Has(UndoEntry entry) => _isAll || _keys.Contains((entry.Flow, entry.Key)) || (entry.CrmId is { } id && _items.Contains((entry.Flow, id)));

    private void Add(IEnumerable<JournalEntry> failures)
    {
        foreach (var failure in failures)
        {
            if (failure is { Flow: { } flow, Key: { } key })
            {
                _keys.Add((flow, key));
                if (failure.CrmId is { } id)
                {
                    _items.Add((flow, id));
                }
            }
        }
    }
}
