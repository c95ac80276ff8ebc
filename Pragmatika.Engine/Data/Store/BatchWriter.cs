using Dapper;
using Pragmatika.Engine.Data.Books;
using Pragmatika.Engine.Data.Model;
using Pragmatika.Engine.Journal;
using Pragmatika.Engine.Runs;

namespace Pragmatika.Engine.Data.Store;

/// <summary>Writes a batch in one transaction: the lease first (it holds the row against a taker until the end), the journal last (it holds the counter as briefly as can be).</summary>
internal sealed class BatchWriter(IHotTables tables, ScopeNames scopes, TimeProvider time)
{
    /// <summary>Returns the journal entries with the ids they got.</summary>
    public async Task<IReadOnlyList<JournalEntry>> WriteAsync(BatchCommit batch, CancellationToken cancellationToken)
    {
        var exchangeId = await scopes.IdAsync(batch.Exchange, string.Empty, cancellationToken);
        var flows = await FlowIdsAsync(batch, cancellationToken);
        var entries = await WithScopesAsync(batch.Journal, cancellationToken);
        await tables.WriteAsync(
            async write =>
            {
                await HoldLeaseAsync(write, batch, cancellationToken);
                await write.LinksAsync(batch.Links, flow => flows[flow], cancellationToken);
                await RaiseHighestAsync(write, batch, flows, cancellationToken);
                await write.RowStatesAsync(exchangeId, batch.Rows, cancellationToken);
                await ForgetAsync(write, batch, exchangeId, flows, cancellationToken);
                await WriteLettersAsync(write, batch, cancellationToken);
                await WriteQuestionsAsync(write, batch, cancellationToken);
                await SaveCheckpointAsync(write, batch, cancellationToken);
                await SaveRunAsync(write, batch, cancellationToken);
                entries = await AppendAsync(write, entries, cancellationToken);
            },
            cancellationToken);
        return entries.ConvertAll(stored => stored.Entry);
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

    private async Task<Dictionary<string, int>> FlowIdsAsync(BatchCommit batch, CancellationToken cancellationToken)
    {
        var ids = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var flow in batch.Links.Select(link => link.Flow).Concat(batch.ForgottenLinks.Select(link => link.Flow)))
        {
            if (!ids.ContainsKey(flow))
            {
                ids[flow] = await scopes.IdAsync(batch.Exchange, flow, cancellationToken);
            }
        }

        return ids;
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

    private static async Task RaiseHighestAsync(IHotWrite write, BatchCommit batch, Dictionary<string, int> flows, CancellationToken cancellationToken)
    {
        foreach (var flow in batch.Links.GroupBy(link => link.Flow, link => link.CrmId, StringComparer.Ordinal))
        {
            await ExecuteAsync(
                write,
                "UPDATE scopes SET highest_crm_id = @highest WHERE id = @id AND highest_crm_id < @highest",
                new { highest = flow.Max(), id = flows[flow.Key] },
                cancellationToken);
        }
    }

    private async Task WriteLettersAsync(IHotWrite write, BatchCommit batch, CancellationToken cancellationToken)
    {
        var letters = new DeadLetterWriter(write, batch.Exchange);
        await letters.ResolveAsync(batch.Landed, time.GetUtcNow(), cancellationToken);
        await letters.ParkAsync(batch.DeadLetters, cancellationToken);
    }

    private async Task WriteQuestionsAsync(IHotWrite write, BatchCommit batch, CancellationToken cancellationToken)
    {
        var questions = new QuestionWriter(write, batch.Exchange);
        await questions.EndAsync(batch.QuestionEnds, time.GetUtcNow(), cancellationToken);
        await questions.AskAsync(batch.Questions, cancellationToken);
    }

    private static async Task ForgetAsync(IHotWrite write, BatchCommit batch, int exchangeId, Dictionary<string, int> flows, CancellationToken cancellationToken)
    {
        var forget = new ForgetWriter(write);
        foreach (var flow in batch.ForgottenLinks.GroupBy(link => link.Flow, link => link.Key, StringComparer.Ordinal))
        {
            await forget.LinksAsync(flows[flow.Key], flow, cancellationToken);
        }

        await forget.RowsAsync(exchangeId, batch.ForgottenRows, cancellationToken);
    }

    private async Task SaveCheckpointAsync(IHotWrite write, BatchCommit batch, CancellationToken cancellationToken)
    {
        if (batch.Checkpoint is { } checkpoint)
        {
            await SaveCheckpointAsync(write, batch.Exchange, checkpoint, cancellationToken);
        }

        if (batch.InboxCursor is { } heard)
        {
            await SaveCheckpointAsync(write, InboxCursor.NameOf(batch.Exchange), InboxCursor.Print(heard), cancellationToken);
        }
    }

    private async Task SaveCheckpointAsync(IHotWrite write, string exchange, string cursor, CancellationToken cancellationToken)
    {
        // The lease is held, so nobody else can be adding the row.
        var values = new { exchange, cursor, at = time.GetUtcNow().UtcTicks };
        if (await ExecuteAsync(write, "UPDATE checkpoints SET cursor_text = @cursor, saved_at = @at WHERE exchange = @exchange", values, cancellationToken) == 0)
        {
            await ExecuteAsync(write, "INSERT INTO checkpoints (exchange, cursor_text, saved_at) VALUES (@exchange, @cursor, @at)", values, cancellationToken);
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
