using Pragmatika.Engine.Exchanges;
using Pragmatika.Engine.Runs;

namespace Pragmatika.Portal.Features.Exchange;

/// <summary>One exchange with its runs: the one under way, the one looked at, the pace. No Blazor types; reads no clock.</summary>
public sealed class ExchangeView(StoredExchange exchange)
{
    private List<RunRecord> _runs = [];
    private Guid? _chosen;
    private RunPace _pace = new();
    private Guid _pacedRun;

    public StoredExchange Exchange => exchange;

    public string Title => string.IsNullOrEmpty(exchange.Title) ? exchange.Name : exchange.Title;

    /// <summary>Newest first.</summary>
    public IReadOnlyList<RunRecord> Runs => _runs;

    /// <summary>The run under way, if any.</summary>
    public RunRecord? Current => _runs.Find(run => run.State == RunState.Running);

    /// <summary>The run that the fuse stopped and that waits for a yes or a no: no real run has come after it. A repair settles nothing but repairs.</summary>
    public RunRecord? Stopped => Current is null ? Waiting(run => run.Mode is RunMode.Incremental or RunMode.Full or RunMode.Heard or RunMode.Exactly) ?? Waiting(run => run.Mode == RunMode.Repair) : null;

    /// <summary>The run whose counters are shown: the chosen one, else the newest.</summary>
    public RunRecord? Shown => _runs.Find(run => run.Id == _chosen) ?? _runs.FirstOrDefault();

    public RunPace Pace => _pace;

    /// <summary>0 to 1; null when the rows could not be counted.</summary>
    public double? Share => Current is { RowsExpected: > 0 and var expected } run ? Math.Min(1, (double)run.Rows / expected) : null;

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
            _chosen = null;
        }
        else
        {
            _runs[index] = Later(run, _runs[index]);
        }

        Measure(now);
    }

    /// <summary>False for an undo after which the same run was undone again.</summary>
    public bool IsLastUndo(RunRecord undo) => _runs.Find(run => run is { Mode: RunMode.Undo, IsDryRun: false } && run.Of == undo.Of)?.Id == undo.Id;

    public void Choose(Guid runId) => _chosen = runId;

    /// <summary>Flows in the order of the definition, also those the run has not reached, then flows the definition no longer has.</summary>
    public IEnumerable<(string Title, RunCounters Counters)> Flows(RunRecord run)
    {
        var defined = exchange.Definition.Flows.Select(flow => (flow.Name, Title: string.IsNullOrEmpty(flow.Title) ? flow.Name : flow.Title)).ToList();
        var gone = run.Flows.Keys.Where(name => defined.TrueForAll(flow => flow.Name != name)).Select(name => (Name: name, Title: name));
        return defined.Concat(gone).Select(flow => (flow.Title, run.Flows.GetValueOrDefault(flow.Name)));
    }

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
