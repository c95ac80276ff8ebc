using Pragmatika.Engine.Exchanges;
using Pragmatika.Engine.Runs;
using Pragmatika.Portal.Features.Runs;

namespace Pragmatika.Portal.Features.Exchange;

/// <summary>One exchange with its runs: the one under way, the one looked at, the pace. No Blazor types; reads no clock.</summary>
public sealed class ExchangeView(StoredExchange exchange, ExchangeView? before = null)
{
    private List<RunRecord> _runs = before?._runs ?? [];
    private RunPace _pace = before?._pace ?? new RunPace();
    private Guid _pacedRun = before?._pacedRun ?? Guid.Empty;

    public StoredExchange Exchange => exchange;

    /// <summary>The last change of what the exchange moves.</summary>
    public MappingChange Changed { get; init; } = new(exchange.SavedAt, exchange.SavedBy);

    public string Title => string.IsNullOrEmpty(exchange.Title) ? exchange.Name : exchange.Title;

    /// <summary>Newest first.</summary>
    public IReadOnlyList<RunRecord> Runs => _runs;

    /// <summary>The run under way, if any.</summary>
    public RunRecord? Current => _runs.Find(run => run.State == RunState.Running);

    /// <summary>The run that the fuse stopped and that waits for a yes or a no: no real run has come after it. A repair settles nothing but repairs.</summary>
    public RunRecord? Stopped => Current is null ? Waiting(run => run.Mode is RunMode.Incremental or RunMode.Full or RunMode.Heard or RunMode.Exactly) ?? Waiting(run => run.Mode == RunMode.Repair) : null;

    /// <summary>The run whose counters are shown: the newest. Every other has a page of its own.</summary>
    public RunRecord? Shown => _runs.FirstOrDefault();

    public RunPace Pace => _pace;

    public IReadOnlyList<DefinitionProblem> Problems { get; set; } = [];

    /// <summary>What the store says; a run this page saw further than the store keeps its newer figures.</summary>
    public void Take(IReadOnlyList<RunRecord> runs, DateTimeOffset now)
    {
        var known = _runs.ToDictionary(run => run.Id);
        _runs = [.. runs.Select(run => known.TryGetValue(run.Id, out var seen) ? Later(run, seen) : run)];
        Measure(now);
    }

    /// <summary>Progress of one run, known or new.</summary>
    public void Take(RunRecord run, DateTimeOffset now)
    {
        var index = _runs.FindIndex(known => known.Id == run.Id);
        if (index < 0)
        {
            _runs.Insert(0, run);
        }
        else
        {
            _runs[index] = Later(run, _runs[index]);
        }

        Measure(now);
    }

    /// <summary>False for an undo after which the same run was undone again.</summary>
    public bool IsLastUndo(RunRecord undo) => _runs.Find(run => run is { Mode: RunMode.Undo, IsDryRun: false } && run.Of == undo.Of)?.Id == undo.Id;

    private RunRecord? Waiting(Predicate<RunRecord> sort) => _runs.Find(run => !run.IsDryRun && sort(run)) is { State: RunState.FuseBlown } stopped ? stopped : null;

    private static RunRecord Later(RunRecord one, RunRecord other) => (one.State, other.State) switch
    {
        (not RunState.Running, _) => one,
        (_, not RunState.Running) => other,
        _ => one.Rows >= other.Rows ? one : other,
    };

    private void Measure(DateTimeOffset now)
    {
        if (Current is not { } run)
        {
            return;
        }

        if (_pacedRun != run.Id)
        {
            (_pace, _pacedRun) = (new RunPace(), run.Id);
        }

        _pace.Take(run, now);
    }
}
