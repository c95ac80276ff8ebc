namespace Pragmatika.Bench.Storms.Oracle;

/// <summary>A value that stood in a cell: since which step, and which run of the engine wrote it (0: a person).</summary>
internal readonly record struct Stood(string? Value, int Step, int Run);

/// <summary>One field of one record of one side, with everything that ever stood in it.</summary>
internal sealed class Cell(Side side, string name, string fieldName)
{
    private readonly List<Stood> _values = [];

    public Side Side => side;

    public Stood? Now => _values.Count == 0 ? null : _values[^1];

    public void Put(Stood value) => _values.Add(value);

    /// <summary>When the value stood here before: who wrote it, and the step at which it gave way.</summary>
    public (Stood Stood, int GaveWay)? Earlier(string value)
    {
        for (var index = _values.Count - 2; index >= 0; index--)
        {
            if (_values[index].Value == value)
            {
                return (_values[index], _values[index + 1].Step);
            }
        }

        return null;
    }

    public override string ToString() => $"{side} {name} {fieldName} [{string.Join(" > ", _values.Select(one => $"{one.Value ?? "-"}@{one.Step}{(one.Run > 0 ? "e" : "p")}"))}]";
}
