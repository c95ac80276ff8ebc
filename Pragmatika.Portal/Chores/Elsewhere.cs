using Pragmatika.Engine.Compare;
using Pragmatika.Engine.Exchanges;
using Pragmatika.Engine.Questions;
using Pragmatika.Engine.Runs;
using Pragmatika.Engine.Signals;

namespace Pragmatika.Portal.Chores;

/// <summary>What the store held at the last look, and what is different now. One look at a time.</summary>
internal sealed class Elsewhere(IEngineStore store, IQuestionService questions, IExchangeCatalog exchanges, ICompareService comparisons)
{
    private const int NewestRuns = 50;
    private const int NewestComparisons = 20;

    private Dictionary<Signal, string>? _known;

    /// <summary>The next look compares with nothing: pages that open later read everything themselves.</summary>
    public void Forget() => _known = null;

    public async Task<IReadOnlyList<Signal>> LookAsync(CancellationToken cancellationToken)
    {
        var now = await ReadAsync(cancellationToken);
        var before = _known ?? now;
        _known = now;
        return [.. now.Keys.Union(before.Keys).Where(signal => now.GetValueOrDefault(signal) != before.GetValueOrDefault(signal))];
    }

    /// <summary>Of each thing that may change, a text that changes with it.</summary>
    private async Task<Dictionary<Signal, string>> ReadAsync(CancellationToken cancellationToken)
    {
        var seen = new Dictionary<Signal, string>();
        foreach (var run in await store.RunsAsync(null, NewestRuns, cancellationToken))
        {
            seen[new Signal(run.State == RunState.Running ? Happening.RunMoved : Happening.RunEnded, run.Exchange, run.Id)] = $"{run.State} {run.Rows} {run.Commands}";
        }

        foreach (var letters in (await store.DeadLetterGroupsAsync(null, cancellationToken)).GroupBy(group => group.Exchange, StringComparer.Ordinal))
        {
            seen[new Signal(Happening.DeadLettersChanged, letters.Key)] = string.Join(' ', letters.Select(group => $"{group.Code}={group.Count}").Order(StringComparer.Ordinal));
        }

        foreach (var asked in (await questions.CountsAsync(cancellationToken)).GroupBy(count => count.Exchange, StringComparer.Ordinal))
        {
            seen[new Signal(Happening.QuestionsChanged, asked.Key)] = string.Join(' ', asked.Select(count => count.ToString()).Order(StringComparer.Ordinal));
        }

        foreach (var exchange in await exchanges.ListAsync(cancellationToken))
        {
            seen[new Signal(Happening.ExchangeChanged, exchange.Name)] = $"{exchange.Version}";
        }

        foreach (var reports in (await comparisons.ListAsync(null, NewestComparisons, cancellationToken)).GroupBy(report => report.Exchange, StringComparer.Ordinal))
        {
            seen[new Signal(Happening.ComparisonChanged, reports.Key)] = string.Join(' ', reports.Select(report => $"{report.Id} {report.State}"));
        }

        return seen;
    }
}
