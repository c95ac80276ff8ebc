using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Pragmatika.Engine.Exchanges;
using Pragmatika.Engine.Mapping;
using Pragmatika.Engine.Runs;
using Pragmatika.Engine.Runs.Execution;
using Pragmatika.Engine.Runs.Repair;
using Pragmatika.Engine.Runs.Verify;

namespace Pragmatika.Engine.Compare;

/// <inheritdoc cref="ICompareService"/>
internal sealed class CompareService(
    IExchangeCatalog exchanges, VerifyService verify, ICompareStore book, IRunService runs, TimeProvider time, ILogger<CompareService> logger) : ICompareService, IAsyncDisposable
{
    private const int FindingsKept = 100_000;

    /// <summary>No comparison takes this long: one that is still under way in the store has lost its process.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromHours(12);

    private readonly ConcurrentDictionary<string, (Guid Id, Task<CompareReport> Work)> _underWay = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource _stopping = new();

    public async Task<CompareReport> StartAsync(string exchange, string byWhom, CancellationToken cancellationToken)
    {
        if (await exchanges.FindAsync(exchange, cancellationToken) is null)
        {
            throw new RunRefusedException(RunTexts.NoExchange.With(exchange), []);
        }

        var now = time.GetUtcNow();
        var report = new CompareReport { Id = Guid.CreateVersion7(now), Exchange = exchange, StartedAt = now, StartedBy = byWhom, State = RunState.Running };
        var begin = new TaskCompletionSource();
        if (!_underWay.TryAdd(exchange, (report.Id, CompareAsync(report, begin.Task))))
        {
            begin.SetCanceled(CancellationToken.None);
            throw new RunRefusedException(CompareTexts.UnderWay.With(exchange), []) { IsUnderWay = true };
        }

        try
        {
            await book.TidyAsync(exchange, now - Longest, cancellationToken);
            await book.PutAsync(report, cancellationToken);
            begin.SetResult();
            return report;
        }
        catch
        {
            begin.TrySetCanceled(CancellationToken.None);
            _underWay.TryRemove(exchange, out _);
            throw;
        }
    }

    public async Task<CompareReport?> CompletionAsync(Guid id, CancellationToken cancellationToken) =>
        _underWay.Values.FirstOrDefault(one => one.Id == id).Work is { } work
            ? (await work.WaitAsync(cancellationToken)).InReadersLanguage()
            : await book.FindAsync(id, cancellationToken);

    public Task<IReadOnlyList<CompareReport>> ListAsync(string? exchange, int count, CancellationToken cancellationToken) => book.ListAsync(exchange, count, cancellationToken);

    public Task<CompareReport?> FindAsync(Guid id, CancellationToken cancellationToken) => book.FindAsync(id, cancellationToken);

    public Task<IReadOnlyList<CompareFinding>> FindingsAsync(Guid id, FindingFilter filter, long after, int count, CancellationToken cancellationToken) =>
        book.FindingsAsync(id, filter, after, count, cancellationToken);

    public Task<IReadOnlyList<FindingGroup>> GroupsAsync(Guid id, CancellationToken cancellationToken) => book.GroupsAsync(id, cancellationToken);

    public async Task<RunRecord> RepairAsync(Guid id, RepairOrder order, string byWhom, CancellationToken cancellationToken)
    {
        var report = await book.FindAsync(id, cancellationToken) ?? throw new RunRefusedException(RepairTexts.NoReport.With(id), []);
        return await runs.StartAsync(
            new RunRequest { Exchange = report.Exchange, Mode = RunMode.Repair, Of = new RunScope(id), Repair = order, StartedBy = byWhom, IgnoresFuse = order.IgnoresFuse }, cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await ((Task)Task.WhenAll(_underWay.Values.Select(one => one.Work))).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stopping.Dispose();
    }

    /// <summary>Every failure ends here, as a message for people on the report.</summary>
    private async Task<CompareReport> CompareAsync(CompareReport report, Task begin)
    {
        await begin;
        using var later = StoredText.ForLater();
        CompareReport ended;
        try
        {
            ended = await Task.Run(() => CompareAsync(report, _stopping.Token));
        }
        catch (Exception exception)
        {
            logger.CompareFailed(exception, report.Exchange);
            ended = report with { State = RunState.Failed, Message = RunFailures.Describe(exception) };
        }

        ended = ended with { EndedAt = time.GetUtcNow() };
        try
        {
            await book.PutAsync(ended, CancellationToken.None);
        }
        catch (Exception exception)
        {
            logger.ReportNotStored(exception, report.Exchange);
        }

        _underWay.TryRemove(report.Exchange, out _);
        return ended;
    }

    private async Task<CompareReport> CompareAsync(CompareReport report, CancellationToken cancellationToken)
    {
        var before = await book.RangesAsync(report.Exchange, cancellationToken);
        RangeSums? sums = null;
        IReadOnlyList<string> flows = [];
        var found = await verify.VerifyAsync(
            report.Exchange,
            FindingsKept,
            context =>
            {
                flows = [.. context.Targets.Select(target => target.Name)];
                var known = before.Where(range => flows.Contains(range.Key.Flow)).ToDictionary(range => (flows.ToList().IndexOf(range.Key.Flow), range.Key.Range), range => range.Value);
                return sums = new RangeSums(known, DefinitionHash.Of(context.Definition), report.StartedAt);
            },
            cancellationToken);
        await book.AddAsync(report.Id, found.Differences, cancellationToken);
        await book.SaveRangesAsync(
            report.Exchange,
            [.. sums!.Equal().Select(range => new CompareRangeRow { Exchange = report.Exchange, Flow = flows[range.Flow], Range = range.Range, Digest = range.Digest })],
            cancellationToken);
        return report with
        {
            State = found.Total.AreClean ? RunState.Succeeded : RunState.NeedsPerson,
            Rows = found.Rows,
            Ranges = sums.Count,
            RangesCompared = sums.Compared,
            Flows = found.Flows,
        };
    }
}
