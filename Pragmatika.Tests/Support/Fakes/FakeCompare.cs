using Pragmatika.Engine.Compare;
using Pragmatika.Engine.Runs;
using Pragmatika.Engine.Runs.Repair;
using Pragmatika.Engine.Runs.Verify;
using Pragmatika.Engine.Signals;

namespace Pragmatika.Tests.Support.Fakes;

/// <summary>Comparisons in memory.</summary>
public sealed class FakeCompare(IRunService? runs = null) : ICompareService
{
    private readonly List<CompareReport> _reports = [];
    private readonly Dictionary<Guid, IReadOnlyList<CompareFinding>> _findings = [];

    /// <summary>How every comparison ends.</summary>
    public RunState Result { get; set; } = RunState.Succeeded;

    public VerifyCounters Found { get; set; }

    public List<(Guid Report, RepairOrder Order, string By)> Repairs { get; } = [];

    /// <summary>Where it says what has changed, as the engine's books do.</summary>
    public Action<Signal> Tell { get; set; } = _ => { };

    public void Put(CompareReport report, params CompareFinding[] findings)
    {
        _reports.RemoveAll(known => known.Id == report.Id);
        _reports.Add(report);
        _findings[report.Id] = findings;
        Tell(new Signal(Happening.ComparisonChanged, report.Exchange));
    }

    public Task<CompareReport> StartAsync(string exchange, string byWhom, CancellationToken cancellationToken)
    {
        var report = new CompareReport { Id = Guid.NewGuid(), Exchange = exchange, StartedAt = TimeProvider.System.GetUtcNow(), StartedBy = byWhom, State = Result, Flows = new Dictionary<string, VerifyCounters> { ["deals"] = Found } };
        Put(report);
        return Task.FromResult(report);
    }

    public Task<CompareReport?> CompletionAsync(Guid id, CancellationToken cancellationToken) => FindAsync(id, cancellationToken);

    public Task<IReadOnlyList<CompareReport>> ListAsync(string? exchange, int count, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<CompareReport>>([.. _reports.Where(report => exchange is null || report.Exchange == exchange).OrderByDescending(report => report.StartedAt).Take(count)]);

    public Task<CompareReport?> FindAsync(Guid id, CancellationToken cancellationToken) => Task.FromResult(_reports.Find(report => report.Id == id));

    public Task<IReadOnlyList<CompareFinding>> FindingsAsync(Guid id, FindingFilter filter, long after, int count, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<CompareFinding>>([.. _findings.GetValueOrDefault(id, []).Where(finding => finding.Number > after && Fits(finding, filter)).Take(count)]);

    public Task<IReadOnlyList<FindingGroup>> GroupsAsync(Guid id, CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<FindingGroup>>(
    [
        .. _findings.GetValueOrDefault(id, [])
            .SelectMany(finding => finding.Fields.Select(field => (string?)field.Field).DefaultIfEmpty(null), (finding, field) => (finding.Kind, finding.Flow, field))
            .GroupBy(one => one)
            .Select(group => new FindingGroup(group.Key.Kind, group.Key.Flow, group.Key.field, group.LongCount())),
    ]);

    private static bool Fits(CompareFinding finding, FindingFilter filter) =>
        (filter.Kind is null || finding.Kind == filter.Kind)
        && (filter.Flow is null || finding.Flow == filter.Flow)
        && (filter.Field is null || finding.Fields.Any(field => field.Field == filter.Field))
        && (filter.Text is null || finding.Key.Contains(filter.Text, StringComparison.OrdinalIgnoreCase));

    public Task<RunRecord> RepairAsync(Guid id, RepairOrder order, string byWhom, CancellationToken cancellationToken)
    {
        Repairs.Add((id, order, byWhom));
        var exchange = _reports.Find(report => report.Id == id)!.Exchange;
        return runs?.StartAsync(new RunRequest { Exchange = exchange, Mode = RunMode.Repair, Of = new RunScope(id), Repair = order, StartedBy = byWhom }, cancellationToken)
            ?? Task.FromResult(new RunRecord { Id = Guid.NewGuid(), Exchange = exchange, Mode = RunMode.Repair, State = RunState.Succeeded, StartedAt = TimeProvider.System.GetUtcNow() });
    }
}
