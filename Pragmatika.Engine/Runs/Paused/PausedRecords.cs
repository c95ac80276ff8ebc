using Pragmatika.Engine.Exchanges;
using Pragmatika.Engine.Journal;
using Pragmatika.Engine.Links;
using Pragmatika.Engine.Mapping;
using Pragmatika.Engine.Questions;

namespace Pragmatika.Engine.Runs.Paused;

/// <inheritdoc cref="IPausedRecords"/>
internal sealed class PausedRecords(
    IPausedStore pauses, ILinkStore links, IExchangeCatalog exchanges, HeardReaders heard, IJournalWriter journal, TimeProvider time) : IPausedRecords
{
    public Task<IReadOnlyList<PausedRecord>> ListAsync(string? exchange, CancellationToken cancellationToken) => pauses.ListAsync(exchange, cancellationToken);

    public Task<PausedRecord?> FindAsync(string exchange, string flow, string key, CancellationToken cancellationToken) => pauses.FindAsync(exchange, flow, key, cancellationToken);

    public async Task PauseAsync(PausedRecord record, CancellationToken cancellationToken)
    {
        using var later = StoredText.ForLater();
        var now = time.GetUtcNow();
        await pauses.PutAsync(record with { PausedAt = now }, cancellationToken);
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
        var found = await links.LinksAsync(record.Exchange, record.Flow, [record.Key], cancellationToken);
        if (definition is not null && found.TryGetValue(record.Key, out var link))
        {
            await heard.LookAtAsync(definition.Destination.Connection, link.EntityTypeId, [link.CrmId], cancellationToken);
        }

        await pauses.RemoveAsync(record.Exchange, record.Flow, record.Key, cancellationToken);
        await NoteAsync(record, text, time.GetUtcNow(), cancellationToken);
    }

    private async Task NoteAsync(PausedRecord record, string text, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var found = await links.LinksAsync(record.Exchange, record.Flow, [record.Key], cancellationToken);
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
                    CrmId = found.GetValueOrDefault(record.Key)?.CrmId,
                    Text = text,
                },
            ],
            cancellationToken);
    }
}
