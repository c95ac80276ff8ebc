using Microsoft.EntityFrameworkCore;
using Pragmatika.Engine.Data;
using Pragmatika.Engine.Data.Model;
using Pragmatika.Engine.Data.Store;
using Pragmatika.Engine.Exchanges;
using Pragmatika.Engine.Journal;
using Pragmatika.Engine.Mapping;
using Pragmatika.Engine.Questions;

namespace Pragmatika.Engine.Runs.Paused;

/// <inheritdoc cref="IPausedRecords"/>
internal sealed class PausedRecords(
    IDbContextFactory<EngineDbContext> contexts, IEngineStore store, IExchangeCatalog exchanges, HeardReaders heard, IJournalWriter journal, TimeProvider time) : IPausedRecords
{
    public Task<IReadOnlyList<PausedRecord>> ListAsync(string? exchange, CancellationToken cancellationToken) => StoreErrors.GuardAsync<IReadOnlyList<PausedRecord>>(async () =>
    {
        await using var context = contexts.CreateDbContext();
        var rows = await context.PausedRecords.AsNoTracking().Where(row => exchange == null || row.Exchange == exchange).OrderBy(row => row.Until).ToListAsync(cancellationToken);
        return rows.ConvertAll(ToRecord);
    });

    public Task<PausedRecord?> FindAsync(string exchange, string flow, string key, CancellationToken cancellationToken) => StoreErrors.GuardAsync(async () =>
    {
        await using var context = contexts.CreateDbContext();
        return await Of(context, exchange, flow, key).AsNoTracking().SingleOrDefaultAsync(cancellationToken) is { } row ? ToRecord(row) : null;
    });

    public async Task PauseAsync(PausedRecord record, CancellationToken cancellationToken)
    {
        using var later = StoredText.ForLater();
        var now = time.GetUtcNow();
        await StoreErrors.GuardAsync(async () =>
        {
            await using var context = contexts.CreateDbContext();
            var row = await Of(context, record.Exchange, record.Flow, record.Key).SingleOrDefaultAsync(cancellationToken);
            if (row is null)
            {
                context.PausedRecords.Add(row = new PausedRecordRow { Exchange = record.Exchange, Flow = record.Flow, Key = record.Key, Reason = string.Empty, PausedBy = string.Empty });
            }

            (row.Reason, row.Until, row.PausedAt, row.PausedBy) = (record.Reason, record.Until, now, record.PausedBy);
            await context.SaveChangesAsync(cancellationToken);
        });
        await NoteAsync(record, PausedTexts.Paused.With(record.PausedBy, PausedTexts.Moment(record.Until), record.Reason), now, cancellationToken);
    }

    public async Task<bool> ResumeAsync(string exchange, string flow, string key, string byWhom, CancellationToken cancellationToken)
    {
        if (await FindAsync(exchange, flow, key, cancellationToken) is not { } record)
        {
            return false;
        }

        using var later = StoredText.ForLater();
        var stored = await exchanges.FindAsync(exchange, cancellationToken);
        await EndAsync(record, stored?.Definition, PausedTexts.Resumed.With(byWhom), cancellationToken);
        return true;
    }

    /// <summary>The records a run must leave alone. Those whose time is over go on, unless the run only plans.</summary>
    public async Task<PausedDesk> OpenAsync(ExchangeDefinition definition, bool isDryRun, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var records = await ListAsync(definition.Name, cancellationToken);
        foreach (var over in isDryRun ? [] : records.Where(record => record.Until <= now))
        {
            await EndAsync(over, definition, PausedTexts.ResumedItself.With(), cancellationToken);
        }

        return new PausedDesk(records.Where(record => record.Until > now));
    }

    /// <summary>The way back passed the record by: it is told to look, before the pause is forgotten.</summary>
    private async Task EndAsync(PausedRecord record, ExchangeDefinition? definition, string text, CancellationToken cancellationToken)
    {
        var links = await store.LinksAsync(record.Exchange, record.Flow, [record.Key], cancellationToken);
        if (definition is not null && links.TryGetValue(record.Key, out var link))
        {
            await heard.LookAtAsync(definition.Destination.Connection, link.EntityTypeId, [link.CrmId], cancellationToken);
        }

        await StoreErrors.GuardAsync(async () =>
        {
            await using var context = contexts.CreateDbContext();
            await Of(context, record.Exchange, record.Flow, record.Key).ExecuteDeleteAsync(cancellationToken);
        });
        await NoteAsync(record, text, time.GetUtcNow(), cancellationToken);
    }

    private async Task NoteAsync(PausedRecord record, string text, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var links = await store.LinksAsync(record.Exchange, record.Flow, [record.Key], cancellationToken);
        await journal.AppendAsync(
            [
                new JournalEntry
                {
                    At = now,
                    Level = JournalLevel.Info,
                    Kind = JournalKind.Record,
                    Exchange = record.Exchange,
                    Flow = record.Flow,
                    Key = record.Key,
                    CrmId = links.GetValueOrDefault(record.Key)?.CrmId,
                    Text = text,
                },
            ],
            cancellationToken);
    }

    private static IQueryable<PausedRecordRow> Of(EngineDbContext context, string exchange, string flow, string key) =>
        context.PausedRecords.Where(row => row.Exchange == exchange && row.Flow == flow && row.Key == key);

    private static PausedRecord ToRecord(PausedRecordRow row) => new()
    {
        Exchange = row.Exchange,
        Flow = row.Flow,
        Key = row.Key,
        Reason = row.Reason,
        Until = row.Until,
        PausedAt = row.PausedAt,
        PausedBy = row.PausedBy,
    };
}
