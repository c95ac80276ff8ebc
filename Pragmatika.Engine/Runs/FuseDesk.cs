using Microsoft.EntityFrameworkCore;
using Pragmatika.Engine.Data;
using Pragmatika.Engine.Data.Store;
using Pragmatika.Engine.Journal;
using Pragmatika.Engine.Mapping;

namespace Pragmatika.Engine.Runs;

/// <inheritdoc cref="IFuseDesk"/>
internal sealed class FuseDesk(IDbContextFactory<EngineDbContext> contexts, IJournalWriter journal, TimeProvider time) : IFuseDesk
{
    public async Task<bool> RefuseAsync(Guid run, string byWhom, CancellationToken cancellationToken)
    {
        using var later = StoredText.ForLater();
        var text = FuseTexts.Refused.With(byWhom);
        if (await EndAsync(run, text, cancellationToken) is not { } exchange)
        {
            return false;
        }

        var entry = new JournalEntry { At = time.GetUtcNow(), Level = JournalLevel.Warning, Kind = JournalKind.Run, Exchange = exchange, RunId = run, Text = text };
        await journal.AppendAsync([entry], cancellationToken);
        return true;
    }

    /// <summary>The exchange of the run; null when it did not wait.</summary>
    private Task<string?> EndAsync(Guid run, string text, CancellationToken cancellationToken) => StoreErrors.GuardAsync(async () =>
    {
        await using var context = contexts.CreateDbContext();
        var refused = await context.Runs.Where(row => row.Id == run && row.State == RunState.FuseBlown)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.State, RunState.Cancelled).SetProperty(row => row.Message, row => row.Message + " " + text), cancellationToken);
        return refused == 0 ? null : await context.Runs.Where(row => row.Id == run).Select(row => row.Exchange).SingleAsync(cancellationToken);
    });
}
