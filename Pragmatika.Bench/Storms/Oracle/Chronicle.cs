using Pragmatika.Engine.Mapping;

namespace Pragmatika.Bench.Storms.Oracle;

/// <summary>
/// Everything that stood in every cell of both sides, and what must never happen to it. Every value that a person writes is one of its kind, so a value that comes back, or one
/// that goes without having been anywhere else, tells by itself.
/// </summary>
internal sealed class Chronicle(ConflictPolicy policy)
{
    /// <summary>Stages are few and come back rightly.</summary>
    private const string Repeating = "stageId";

    private static readonly string[] OfClient = ["name", "phone"];

    private readonly Dictionary<(Side, string, string), Cell> _cells = [];
    private readonly Dictionary<string, int> _saidAt = [];
    private readonly HashSet<(Side, string Value)> _stood = [];
    private readonly HashSet<string> _unsettled = [];
    private bool _haveMerged;

    /// <summary>
    /// The value was written by a run that died before it could note that, over a value that was there. Should somebody change either side before the next run, nobody can tell
    /// any more which side changed first, and the policy decides.
    /// </summary>
    public void Unsettled(string value) => _unsettled.Add(value);

    /// <summary>The same of everything that stands in a record.</summary>
    public void Unsettled(Side side, string record) =>
        _cells.Where(cell => cell.Key.Item1 == side && cell.Key.Item2 == record).Select(cell => cell.Value.Now?.Value).OfType<string>().ToList().ForEach(Unsettled);

    /// <summary>Clients were merged: one of two keys of a client has to give way, whatever the policy says of two sides.</summary>
    public void Merged() => _haveMerged = true;

    /// <summary>A cell got a value, by a run of the engine or by a person (<paramref name="run"/> 0).</summary>
    public void Note(Side side, string record, string field, string? value, int step, int run)
    {
        if (!_cells.TryGetValue((side, record, field), out var cell))
        {
            _cells[(side, record, field)] = cell = new Cell(side, record, field);
        }

        var before = cell.Now;
        if (before is not null && before.Value.Value == value)
        {
            return;
        }

        cell.Put(new Stood(value, step, run));
        if (run == 0 && value is not null)
        {
            _saidAt[value] = step;
        }
        else if (run > 0 && field != Repeating && !(_haveMerged && OfClient.Contains(field)) && value?.Contains(';') != true)
        {
            Check(cell, before, value, run);
        }

        if (value is not null)
        {
            _stood.Add((side, value));
        }
    }

    /// <summary>The record is no more; another one of the same name begins anew.</summary>
    public void Forget(Side side, string record)
    {
        foreach (var key in _cells.Keys.Where(key => key.Item1 == side && key.Item2 == record).ToList())
        {
            _cells.Remove(key);
        }
    }

    private void Check(Cell cell, Stood? before, string? value, int run)
    {
        if (value is not null && cell.Earlier(value) is { } earlier && _saidAt.GetValueOrDefault(value) <= earlier.GaveWay && !_unsettled.Contains(value))
        {
            throw new StormBrokenException("bounced", $"run {run} brought an older value back: {cell}");
        }

        if (before is { Run: 0, Value: { } lost } && !_stood.Contains((Other(cell.Side), lost)) && Wins(cell.Side, lost, value))
        {
            throw new StormBrokenException("overwritten", $"run {run} wrote over a value that was to win and that the other side never had: {cell}");
        }
    }

    private static Side Other(Side side) => side == Side.Sql ? Side.Crm : Side.Sql;

    /// <summary>Whether the value of a side was to stay. Of the newest is not known here which it was.</summary>
    private bool Wins(Side side, string mine, string? other) => policy switch
    {
        _ when other is null => true,
        ConflictPolicy.Sql => side == Side.Sql,
        ConflictPolicy.Crm => side == Side.Crm,
        ConflictPolicy.LongestNonEmpty => mine.Length > other.Length || (mine.Length == other.Length && side == Side.Sql),
        _ => false,
    };
}
