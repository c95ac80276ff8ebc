using Pragmatika.Engine.Runs;

namespace Pragmatika.Portal.Features.Runs;

/// <summary>How fast a run goes and how long it still takes, from what was seen of it in the last seconds. Reads no clock.</summary>
public sealed class RunPace
{
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(15);

    private readonly Queue<(DateTimeOffset At, long Rows)> _seen = new();
    private long? _expected;
    private long _rows;

    /// <summary>Rows a second over the window; null until two moments were seen.</summary>
    public double? RowsPerSecond { get; private set; }

    /// <summary>Null while the rows are not counted or nothing moves.</summary>
    public TimeSpan? Left => _expected is { } expected && RowsPerSecond is > 0 and var rate && expected > _rows
        ? TimeSpan.FromSeconds(Math.Ceiling((expected - _rows) / rate))
        : null;

    public void Take(RunRecord run, DateTimeOffset now)
    {
        _expected = run.RowsExpected;
        _rows = run.Rows;
        _seen.Enqueue((now, run.Rows));
        while (_seen.Count > 2 && now - _seen.Peek().At > Window)
        {
            _seen.Dequeue();
        }

        var (from, rows) = _seen.Peek();
        RowsPerSecond = now > from ? (run.Rows - rows) / (now - from).TotalSeconds : null;
    }
}
