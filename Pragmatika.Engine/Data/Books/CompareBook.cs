using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Pragmatika.Engine.Compare;
using Pragmatika.Engine.Data.Store;
using Pragmatika.Engine.Mapping;
using Pragmatika.Engine.Runs;
using Pragmatika.Engine.Runs.Repair;
using Pragmatika.Engine.Runs.Verify;
using Pragmatika.Engine.Signals;

namespace Pragmatika.Engine.Data.Books;

/// <inheritdoc cref="ICompareStore"/>
internal sealed class CompareBook(IDbContextFactory<EngineDbContext> contexts, ISignals signals) : ICompareStore
{
    private const int RowsAtOnce = 1000;

    /// <summary>Reports kept for each exchange; older ones go with what they found.</summary>
    private const int ReportsKept = 50;

    public Task PutAsync(CompareReport report, CancellationToken cancellationToken) => StoreErrors.GuardAsync(async () =>
    {
        await using var context = contexts.CreateDbContext();
        var row = ToRow(report);
        context.Entry(row).State = await context.CompareReports.AnyAsync(one => one.Id == report.Id, cancellationToken) ? EntityState.Modified : EntityState.Added;
        await context.SaveChangesAsync(cancellationToken);
        signals.Tell(new Signal(Happening.ComparisonChanged, report.Exchange));
    });

    public Task AddAsync(Guid report, IReadOnlyList<RecordDifference> differences, CancellationToken cancellationToken) => StoreErrors.GuardAsync(async () =>
    {
        long number = 0;
        foreach (var part in differences.Chunk(RowsAtOnce))
        {
            await using var context = contexts.CreateDbContext();
            context.CompareFindings.AddRange(part.Select(difference => ToRow(report, ++number, difference)).ToList());
            await context.SaveChangesAsync(cancellationToken);
        }
    });

    public Task<IReadOnlyList<CompareReport>> ListAsync(string? exchange, int count, CancellationToken cancellationToken) => StoreErrors.GuardAsync<IReadOnlyList<CompareReport>>(async () =>
    {
        await using var context = contexts.CreateDbContext();
        var rows = await context.CompareReports.AsNoTracking().Where(row => exchange == null || row.Exchange == exchange).OrderByDescending(row => row.StartedAt).Take(count).ToListAsync(cancellationToken);
        return rows.ConvertAll(ToReport);
    });

    public Task<CompareReport?> FindAsync(Guid id, CancellationToken cancellationToken) => StoreErrors.GuardAsync(async () =>
    {
        await using var context = contexts.CreateDbContext();
        return await context.CompareReports.AsNoTracking().SingleOrDefaultAsync(row => row.Id == id, cancellationToken) is { } row ? ToReport(row) : null;
    });

    public Task<string?> ExchangeOfAsync(Guid report, CancellationToken cancellationToken) => StoreErrors.GuardAsync(async () =>
    {
        await using var context = contexts.CreateDbContext();
        return await context.CompareReports.Where(row => row.Id == report).Select(row => row.Exchange).SingleOrDefaultAsync(cancellationToken);
    });

    public Task<IReadOnlyList<CompareFinding>> FindingsAsync(Guid id, long after, int count, CancellationToken cancellationToken) =>
        FindingsAsync(id, new FindingFilter(), after, count, cancellationToken);

    public Task<IReadOnlyList<CompareFinding>> FindingsAsync(Guid id, FindingFilter filter, long after, int count, CancellationToken cancellationToken) =>
        StoreErrors.GuardAsync<IReadOnlyList<CompareFinding>>(async () =>
        {
            await using var context = contexts.CreateDbContext();
            var rows = context.Matching(filter).AsNoTracking().Where(row => row.ReportId == id && row.Number > after);
            return (await rows.OrderBy(row => row.Number).Take(count).ToListAsync(cancellationToken)).ConvertAll(ToFinding);
        });

    /// <summary>Reads the whole report, a hundred thousand findings at most: names of fields stand inside their JSON.</summary>
    public Task<IReadOnlyList<FindingGroup>> GroupsAsync(Guid id, CancellationToken cancellationToken) => StoreErrors.GuardAsync<IReadOnlyList<FindingGroup>>(async () =>
    {
        var counts = new Dictionary<(byte Kind, string Flow, string? Field), long>();
        await using var context = contexts.CreateDbContext();
        await foreach (var row in context.CompareFindings.AsNoTracking().Where(row => row.ReportId == id).Select(row => new { row.Kind, row.Flow, row.Fields }).AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            using var fields = JsonDocument.Parse(row.Fields);
            foreach (var field in fields.RootElement.EnumerateObject().Select(field => (string?)field.Name).DefaultIfEmpty(null))
            {
                var key = (row.Kind, row.Flow, field);
                counts[key] = counts.GetValueOrDefault(key) + 1;
            }
        }

        return [.. counts.OrderByDescending(one => one.Value).Select(one => new FindingGroup((DifferenceKind)one.Key.Kind, one.Key.Flow, one.Key.Field, one.Value))];
    });

    public Task<IReadOnlyDictionary<(string Flow, long Range), byte[]>> RangesAsync(string exchange, CancellationToken cancellationToken) =>
        StoreErrors.GuardAsync<IReadOnlyDictionary<(string Flow, long Range), byte[]>>(async () =>
        {
            await using var context = contexts.CreateDbContext();
            var rows = await context.CompareRanges.AsNoTracking().Where(row => row.Exchange == exchange).ToListAsync(cancellationToken);
            return rows.ToDictionary(row => (row.Flow, row.Range), row => row.Digest);
        });

    public Task SaveRangesAsync(string exchange, IReadOnlyList<CompareRangeRow> ranges, CancellationToken cancellationToken) => StoreErrors.GuardAsync(async () =>
    {
        await using var context = contexts.CreateDbContext();
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        await context.CompareRanges.Where(row => row.Exchange == exchange).ExecuteDeleteAsync(cancellationToken);
        context.CompareRanges.AddRange(ranges);
        await context.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    });

    public Task TidyAsync(string exchange, DateTimeOffset startedBefore, CancellationToken cancellationToken) => StoreErrors.GuardAsync(async () =>
    {
        using var later = StoredText.ForLater();
        var message = CompareTexts.Interrupted.With();
        await using var context = contexts.CreateDbContext();
        await context.CompareReports.Where(row => row.Exchange == exchange && row.State == RunState.Running && row.StartedAt < startedBefore)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.State, RunState.Crashed).SetProperty(row => row.Message, message), cancellationToken);
        var old = await context.CompareReports.Where(row => row.Exchange == exchange).OrderByDescending(row => row.StartedAt).Skip(ReportsKept).Select(row => row.Id).ToListAsync(cancellationToken);
        await context.CompareFindings.Where(row => old.Contains(row.ReportId)).ExecuteDeleteAsync(cancellationToken);
        await context.CompareReports.Where(row => old.Contains(row.Id)).ExecuteDeleteAsync(cancellationToken);
    });

    private static CompareReportRow ToRow(CompareReport report) => new()
    {
        Id = report.Id,
        Exchange = report.Exchange,
        StartedAt = report.StartedAt,
        EndedAt = report.EndedAt,
        StartedBy = report.StartedBy,
        State = report.State,
        Rows = report.Rows,
        Ranges = report.Ranges,
        RangesCompared = report.RangesCompared,
        Flows = JsonSerializer.Serialize(report.Flows.Select(flow => new CountsOfFlow(
            flow.Key, [flow.Value.Records, flow.Value.Missing, flow.Value.Extra, flow.Value.Doubled, flow.Value.Different, flow.Value.Waiting]))),
        Message = report.Message,
    };

    private static CompareReport ToReport(CompareReportRow row) => new()
    {
        Id = row.Id,
        Exchange = row.Exchange,
        StartedAt = row.StartedAt,
        EndedAt = row.EndedAt,
        StartedBy = row.StartedBy,
        State = row.State,
        Rows = row.Rows,
        Ranges = row.Ranges,
        RangesCompared = row.RangesCompared,
        Flows = JsonSerializer.Deserialize<List<CountsOfFlow>>(row.Flows)!.ToDictionary(
            flow => flow.Flow, flow => new VerifyCounters(flow.Counts[0], flow.Counts[1], flow.Counts[2], flow.Counts[3], flow.Counts[4], flow.Counts[5]), StringComparer.Ordinal),
        Message = StoredText.Read(row.Message),
    };

    private static CompareFindingRow ToRow(Guid report, long number, RecordDifference difference) => new()
    {
        ReportId = report,
        Number = number,
        Kind = (byte)difference.Kind,
        Flow = difference.Flow,
        Key = difference.Key,
        CrmId = difference.CrmId,
        Fields = JsonSerializer.Serialize(difference.Fields.ToDictionary(field => field.Field, field => new[] { field.Sql, field.Crm }), MappingJson.Options),
        SqlAt = difference.SqlAt,
        CrmAt = difference.CrmAt,
    };

    private static CompareFinding ToFinding(CompareFindingRow row) => new()
    {
        Number = row.Number,
        Kind = (DifferenceKind)row.Kind,
        Flow = row.Flow,
        Key = row.Key,
        CrmId = row.CrmId,
        Fields = [.. JsonSerializer.Deserialize<Dictionary<string, string[]>>(row.Fields)!.Select(field => new FieldDifference(field.Key, field.Value[0], field.Value[1]))],
        SqlAt = row.SqlAt,
        CrmAt = row.CrmAt,
    };

    private sealed record CountsOfFlow(string Flow, long[] Counts);
}
