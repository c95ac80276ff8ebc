using Dapper;
using Pragmatika.Engine.Data.Books;
using Pragmatika.Engine.Data.Model;
using Pragmatika.Engine.Data.Store.Parts;
using Pragmatika.Engine.Journal;
using Pragmatika.Engine.Runs;
using Pragmatika.Engine.Signals;

namespace Pragmatika.Engine.Data.Store;

/// <summary>A batch that is committed: its journal entries with the ids they got, and what it is news of beside them.</summary>
internal sealed record WrittenBatch(IReadOnlyList<JournalEntry> Journal, IEnumerable<Happening> News);

/// <summary>
/// Writes a batch in one transaction: the lease first (it holds the row against a taker until the end), what rooms put into it, the run, and the journal last (it holds the counter as
/// briefly as can be).
/// </summary>
internal sealed class BatchWriter(IHotTables tables, BatchParts parts, ScopeNames scopes)
{
    public async Task<WrittenBatch> WriteAsync(BatchCommit batch, CancellationToken cancellationToken)
    {
        var writes = await parts.PrepareAsync(batch.Exchange, batch.Parts, cancellationToken);
        var entries = await WithScopesAsync(batch.Journal, cancellationToken);
        await tables.WriteAsync(
            async write =>
            {
                await HoldLeaseAsync(write, batch, cancellationToken);
                foreach (var part in writes)
                {
                    await part(write, cancellationToken);
                }

                await SaveRunAsync(write, batch, cancellationToken);
                entries = await AppendAsync(write, entries, cancellationToken);
            },
            cancellationToken);
        return new WrittenBatch(entries.ConvertAll(stored => stored.Entry), parts.News(batch.Parts));
    }

    /// <summary>Appends entries that belong to no batch; returns them with their ids.</summary>
    public async Task<IReadOnlyList<JournalEntry>> AppendAsync(IReadOnlyList<JournalEntry> journal, CancellationToken cancellationToken)
    {
        var entries = await WithScopesAsync(journal, cancellationToken);
        await tables.WriteAsync(async write => entries = await AppendAsync(write, entries, cancellationToken), cancellationToken);
        return entries.ConvertAll(stored => stored.Entry);
    }

    private static async Task<List<StoredEntry>> AppendAsync(IHotWrite write, List<StoredEntry> entries, CancellationToken cancellationToken)
    {
        if (entries.Count == 0)
        {
            return entries;
        }

        var first = await CommitCounter.TakeAsync(write, CounterRow.Journal, entries.Count, cancellationToken);
        // What a batch puts together from several hands (records, requests, its own line) is told in the order it happened.
        var numbered = new List<StoredEntry>(entries.Count);
        foreach (var entry in entries.OrderBy(entry => entry.Entry.At))
        {
            numbered.Add(entry with { Entry = entry.Entry with { Id = first + numbered.Count } });
        }

        await write.JournalAsync(numbered, cancellationToken);
        return numbered;
    }

    private async Task<List<StoredEntry>> WithScopesAsync(IReadOnlyList<JournalEntry> journal, CancellationToken cancellationToken)
    {
        var entries = new List<StoredEntry>(journal.Count);
        foreach (var entry in journal)
        {
            var exchangeId = await scopes.IdAsync(entry.Exchange, string.Empty, cancellationToken);
            entries.Add(new StoredEntry(entry, exchangeId, entry.Flow is null ? null : await scopes.IdAsync(entry.Exchange, entry.Flow, cancellationToken)));
        }

        return entries;
    }

    private static async Task HoldLeaseAsync(IHotWrite write, BatchCommit batch, CancellationToken cancellationToken)
    {
        var held = await ExecuteAsync(
            write,
            "UPDATE leases SET fence = fence WHERE exchange = @Exchange AND fence = @Fence AND run_id = @run",
            new { batch.Exchange, batch.Fence, run = write.Id(batch.Run.Id) },
            cancellationToken);
        if (held == 0)
        {
            throw new LeaseLostException(batch.Exchange);
        }
    }

    private static Task<int> SaveRunAsync(IHotWrite write, BatchCommit batch, CancellationToken cancellationToken) => ExecuteAsync(
        write,
        "UPDATE runs SET state = @State, row_count = @Rows, rows_expected = @RowsExpected, flows = @flows, rest_calls = @RestCalls, commands = @Commands, message = @Message WHERE id = @id",
        new
        {
            State = (int)batch.Run.State,
            batch.Run.Rows,
            batch.Run.RowsExpected,
            flows = RunMapping.FlowsJson(batch.Run.Flows),
            batch.Run.RestCalls,
            batch.Run.Commands,
            batch.Run.Message,
            id = write.Id(batch.Run.Id),
        },
        cancellationToken);

    private static Task<int> ExecuteAsync(IHotWrite write, string sql, object values, CancellationToken cancellationToken) =>
        write.Connection.ExecuteAsync(new CommandDefinition(sql, values, write.Transaction, cancellationToken: cancellationToken));
}
