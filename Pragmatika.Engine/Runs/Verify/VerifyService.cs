using Pragmatika.Engine.Delivery;
using Pragmatika.Engine.Exchanges;
using Pragmatika.Engine.Runs.Opening;

namespace Pragmatika.Engine.Runs.Verify;

/// <inheritdoc/>
internal sealed class VerifyService(IExchangeCatalog exchanges, Sides sides, RunOpener opener, IEngineStore store, TimeProvider time) : IVerifyService
{
    private const int LettersPage = 1000;

    public Task<VerifyReport> VerifyAsync(string exchange, int keep, CancellationToken cancellationToken) => VerifyAsync(exchange, keep, _ => null, cancellationToken);

    /// <summary>The same by checksums first, where <paramref name="sums"/> gives some for what is compared.</summary>
    public async Task<VerifyReport> VerifyAsync(string exchange, int keep, Func<RunContext, RangeSums?> sums, CancellationToken cancellationToken)
    {
        var start = time.GetTimestamp();
        var stored = await exchanges.FindAsync(exchange, cancellationToken) ?? throw new RunRefusedException(RunTexts.NoExchange.With(exchange), []);
        var context = await OpenAsync(stored.Definition, cancellationToken);
        var tables = new KeyTable[context.Targets.Count];
        foreach (var target in context.Targets)
        {
            tables[target.Index] = await KeyTable.LoadAsync(store, exchange, target.Name, cancellationToken);
        }

        var ranges = sums(context);
        var findings = new Findings(context.Targets, keep, ranges);
        var rows = await new Verifier(context, tables, await WaitingAsync(exchange, cancellationToken), findings, ranges).RunAsync(cancellationToken);
        return new VerifyReport
        {
            Exchange = exchange,
            Rows = rows,
            Flows = findings.Flows,
            Differences = findings.Differences,
            Seconds = Math.Round(time.GetElapsedTime(start).TotalSeconds, 3),
        };
    }

    /// <summary>Binds both sides as a full run would, without taking the lease: nothing is written.</summary>
    private async Task<RunContext> OpenAsync(ExchangeDefinition definition, CancellationToken cancellationToken)
    {
        var request = new RunRequest { Exchange = definition.Name, Mode = RunMode.Full, DryRun = true };
        var run = new RunRecord { Id = Guid.Empty, Exchange = definition.Name, Mode = RunMode.Full, IsDryRun = true, State = RunState.Running, StartedAt = time.GetUtcNow() };
        var source = await sides.OpenSourceAsync(definition, cancellationToken);
        var portal = await sides.OpenPortalAsync(definition, cancellationToken);
        return await opener.BindAsync(definition, request, source, portal, run, new LeaseGrant(0, PreviousUnclean: false), cancellationToken);
    }

    private async Task<IReadOnlySet<(string Flow, string Key)>> WaitingAsync(string exchange, CancellationToken cancellationToken)
    {
        var waiting = new HashSet<(string Flow, string Key)>();
        for (var skip = 0; ; skip += LettersPage)
        {
            var page = await store.DeadLettersAsync(exchange, DeadLetterState.Open, code: null, skip, LettersPage, cancellationToken);
            waiting.UnionWith(page.Select(letter => (letter.Flow, letter.Key)));
            if (page.Count < LettersPage)
            {
                return waiting;
            }
        }
    }
}
