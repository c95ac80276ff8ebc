using Pragmatika.Engine.Compare;
using Pragmatika.Engine.Runs;
using Pragmatika.Engine.Runs.Repair;
using Pragmatika.Engine.Runs.Verify;

namespace Pragmatika.Tests.Support.Fakes;

/// <summary>Comparisons in memory.</summary>
public sealed class FakeCompare : ICompareService
{
    private readonly List<CompareReport> _reports = [];
    private readonly Dictionary<Guid, IReadOnlyList<CompareFinding>> _findings = [];

    public List<(Guid Report, RepairOrder Order, string By)> Repairs { get; } = [];

    public void Put(CompareReport report, params CompareFinding[] findings)
    {
        _reports.Add(report);
        _findings[report.Id] = findings;
    }

    public Task<CompareReport> StartAsync(string exchange, string byWhom, CancellationToken cancellationToken)
    {
        var report = new CompareReport { Id = Guid.NewGuid(), Exchange = exchange, StartedAt = TimeProvider.System.GetUtcNow(), StartedBy = byWhom, State = RunState.Succeeded };
        Put(report);
        return Task.FromResult(report);
    }

    public Task<CompareReport?> CompletionAsync(Guid id, CancellationToken cancellationToken) => FindAsync(id, cancellationToken);

    public Task<IReadOnlyList<CompareReport>> ListAsync(string? exchange, int count, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<CompareReport>>([.. _reports.Where(report => exchange is null || report.Exchange == exchange).OrderByDescending(report => report.StartedAt).Take(count)]);

    public Task<CompareReport?> FindAsync(Guid id, CancellationToken cancellationToken) => Task.FromResult(_reports.Find(report => report.Id == id));

    public Task<IReadOnlyList<CompareFinding>> FindingsAsync(Guid id, DifferenceKind? kind, long after, int count, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<CompareFinding>>([.. _findings.GetValueOrDefault(id, []).Where(finding => finding.Number > after && (kind is null || finding.Kind == kind)).Take(count)]);

    public Task<RunRecord> RepairAsync(Guid id, RepairOrder order, string byWhom, CancellationToken cancellationToken)
    {
        Repairs.Add((id, order, byWhom));
        return Task.FromResult(new RunRecord { Id = Guid.NewGuid(), Exchange = _reports.Find(report => report.Id == id)!.Exchange, Mode = RunMode.Repair, State = RunState.Succeeded, StartedAt = TimeProvider.System.GetUtcNow() });
    }
}
