using Pragmatika.Bench.Storms.World;
using Pragmatika.Engine.Mapping;
using Pragmatika.Sandbox.Store;

namespace Pragmatika.Bench.Storms.Oracle;

/// <summary>Looks at both sides after every step, tells the chronicle, and counts what the engine made.</summary>
internal sealed class Watcher(StormWorld world, ConflictPolicy policy)
{
    private readonly Chronicle _chronicle = new(policy);
    private readonly Dictionary<(int Type, int Id), (string Origin, string? Phone)> _live = [];
    private readonly HashSet<(int Type, int Id)> _orphans = [];

    /// <summary>What a person brings back beside what was made in its place is doubled by him.</summary>
    private readonly HashSet<(int Type, string Origin)> _broughtBack = [];
    private bool _isUncertain;
    private readonly HashSet<(int Type, string Origin)> _deletedByPeople = [];

    /// <summary>Contacts and deals the engine made since the last <see cref="BeginRun"/>.</summary>
    public Dictionary<int, int> Made { get; } = [];

    /// <summary>Changes of cells that the engine made since then.</summary>
    public int CellsWritten { get; private set; }

    public int RecordsWritten { get; private set; }

    /// <summary>
    /// Records the engine knows of. What a person deletes that the engine made and never knew (it died first) may be made again: nothing tells it from what was never made.
    /// </summary>
    public IReadOnlySet<(int Type, string Origin)> Linked { get; set; } = new HashSet<(int, string)>();

    /// <summary>Two records became one: from now on two keys write to it, and which of them has the last word is nobody's promise.</summary>
    public void Merged() => _chronicle.Merged();

    /// <summary>The row is no more; one that comes back under its number begins anew.</summary>
    public void Removed(int row) => _chronicle.Forget(Side.Sql, $"row {row}");

    public bool HaveDeleted => _deletedByPeople.Count > 0;

    public bool DeletedByPeople(string deal) => _deletedByPeople.Contains((CrmKind.Deal, deal));

    public void BeginRun()
    {
        Made.Clear();
        (CellsWritten, RecordsWritten) = (0, 0);
    }

    /// <summary>
    /// Everything since the last look was done by this run; 0: by people. A run is uncertain when it died or gave up: it may have written what the portal's database knows nothing of.
    /// </summary>
    public void Look(int step, int run, bool isUncertain = false)
    {
        _isUncertain = isUncertain;
        foreach (var change in world.Table.TakeChanges())
        {
            LookAtCell(change, step, run);
        }

        var before = _live.Values.ToList();
        foreach (var seen in world.Crm.TakeSeen())
        {
            LookAtRecord(seen, before, step, run);
        }

        CheckDoubles();
    }

    private void LookAtCell(CellChange change, int step, int run)
    {
        CellsWritten += run > 0 ? 1 : 0;
        if (run > 0 && change.Column == "kept")
        {
            throw new StormBrokenException("foreign", $"run {run} touched a column that is not the exchange's, row {change.Row}");
        }

        if (Canonical.FieldOf.TryGetValue(change.Column, out var field))
        {
            Note(Side.Sql, $"row {change.Row}", field, Canonical.OfCell(change.Column, change.After), step, run, isNew: false);
        }
    }

    private void LookAtRecord(RecordSeen seen, IReadOnlyList<(string Origin, string? Phone)> before, int step, int run)
    {
        RecordsWritten += run > 0 ? 1 : 0;
        var key = (seen.EntityTypeId, seen.Id);
        var name = $"{seen.EntityTypeId}/{seen.Id}";
        if (seen.Kind == ChangeKind.Deleted)
        {
            if (_live.Remove(key, out var gone) && run == 0 && Linked.Contains((seen.EntityTypeId, gone.Origin)))
            {
                _deletedByPeople.Add((seen.EntityTypeId, gone.Origin));
            }

            _chronicle.Forget(Side.Crm, name);
            return;
        }

        var isNew = seen.Kind == ChangeKind.Added;
        var isOurs = run > 0;
        if (isNew && !isOurs && seen.Origin.Length > 0)
        {
            _deletedByPeople.Remove((seen.EntityTypeId, seen.Origin)); // back from the bin
            _broughtBack.Add((seen.EntityTypeId, seen.Origin));
        }

        if (isNew && isOurs)
        {
            CheckNew(seen, before, run);
        }

        if (isNew && isOurs && _isUncertain)
        {
            _orphans.Add(key);
        }
        else if (run == 0 && _orphans.Contains(key) && !Linked.Contains((seen.EntityTypeId, seen.Origin)))
        {
            // A record the engine does not know it made, and that a person has touched: which of its values are his is anybody's guess.
            seen.Fields.Values.OfType<string>().ToList().ForEach(_chronicle.Unsettled);
            _chronicle.Unsettled(Side.Crm, name); // one he emptied loses to the row's value, as an empty one does
        }

        _live[key] = (seen.Origin, seen.Fields.GetValueOrDefault("phone"));
        foreach (var (field, text) in seen.Fields)
        {
            Note(Side.Crm, name, field, Canonical.OfField(field, text), step, run, isNew);
        }
    }

    private void Note(Side side, string record, string field, string? value, int step, int run, bool isNew)
    {
        if (_isUncertain && !isNew && value is not null)
        {
            _chronicle.Unsettled(value);
        }

        _chronicle.Note(side, record, field, value, step, run);
    }

    private void CheckNew(RecordSeen seen, IReadOnlyList<(string Origin, string? Phone)> before, int run)
    {
        Made[seen.EntityTypeId] = Made.GetValueOrDefault(seen.EntityTypeId) + 1;
        if (_deletedByPeople.Contains((seen.EntityTypeId, seen.Origin)))
        {
            throw new StormBrokenException("resurrected", $"run {run} made '{seen.Origin}' again, which a person had deleted");
        }

        if (seen.EntityTypeId == CrmKind.Contact && seen.Fields["phone"] is { } phone && before.Any(one => one.Phone == phone))
        {
            throw new StormBrokenException("doubled", $"run {run} made the contact '{seen.Origin}' although one with its phone was there");
        }
    }

    private void CheckDoubles()
    {
        foreach (var doubled in _live.Where(record => record.Value.Origin.Length > 0 && !_broughtBack.Contains((record.Key.Type, record.Value.Origin))).GroupBy(record => (record.Key.Type, record.Value.Origin)).Where(group => group.Count() > 1))
        {
            throw new StormBrokenException("doubled", $"'{doubled.Key.Origin}' of kind {doubled.Key.Type} is there as {string.Join(", ", doubled.Select(record => record.Key.Id))}");
        }
    }
}
