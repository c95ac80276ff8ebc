using System.Data.Common;
using Microsoft.Data.Sqlite;
using Pragmatika.Engine.Links;
using Pragmatika.Engine.Runs.Planned;

namespace Pragmatika.Engine.Data.Store.Sqlite;

internal sealed class SqliteHotWrite(SqliteSession session, SqliteTransaction transaction) : IHotWrite
{
    public DbConnection Connection => session.Connection;

    public DbTransaction Transaction => transaction;

    public object Id(Guid guid) => guid.ToByteArray();

    public Task LinksAsync(IReadOnlyList<Link> links, Func<string, int> flowId, CancellationToken cancellationToken)
    {
        var writer = new SqliteLinkWriter(session);
        foreach (var link in links)
        {
            writer.Write(flowId(link.Flow), link);
        }

        return Task.CompletedTask;
    }

    public Task RowStatesAsync(int exchangeId, IReadOnlyList<RowState> rows, CancellationToken cancellationToken)
    {
        var upsert = session.Statement(
            "INSERT INTO row_states (exchange_id, row_key, fingerprint, outcomes) VALUES (?1, ?2, ?3, ?4) "
            + "ON CONFLICT (exchange_id, row_key) DO UPDATE SET fingerprint = excluded.fingerprint, outcomes = excluded.outcomes");
        upsert.Bind(1, exchangeId);
        foreach (var row in rows)
        {
            if (SqliteRowKeys.TryNumber(row.RowKey, out var number))
            {
                upsert.Bind(2, number);
            }
            else
            {
                upsert.Bind(2, row.RowKey);
            }

            upsert.BindBlob(3, row.Fingerprint);
            upsert.Bind(4, row.Outcomes);
            upsert.Run();
        }

        return Task.CompletedTask;
    }

    public Task JournalAsync(IReadOnlyList<StoredEntry> entries, CancellationToken cancellationToken)
    {
        var insert = session.Statement(
            "INSERT INTO journal (id, at, level, kind, exchange_id, flow_id, run_id, source_key, crm_id, outcome, text, changes) "
            + "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)");
        Span<byte> runId = stackalloc byte[16];
        foreach (var (entry, exchangeId, flowId) in entries)
        {
            entry.RunId.TryWriteBytes(runId);
            insert.Bind(1, entry.Id);
            insert.Bind(2, entry.At.UtcTicks);
            insert.Bind(3, (long)entry.Level);
            insert.Bind(4, (long)entry.Kind);
            insert.Bind(5, exchangeId);
            insert.Bind(6, (long?)flowId);
            insert.BindBlob(7, runId);
            insert.Bind(8, entry.Key);
            insert.Bind(9, entry.CrmId);
            insert.Bind(10, (long?)entry.Outcome);
            insert.Bind(11, entry.Text);
            insert.Bind(12, entry.Changes);
            insert.Run();
        }

        return Task.CompletedTask;
    }

    public Task PlannedAsync(Guid runId, IReadOnlyList<PlannedChange> changes, CancellationToken cancellationToken)
    {
        var insert = session.Statement(
            "INSERT INTO planned_changes (run_id, number, kind, flow, source_key, crm_id, title, why, changes) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)");
        insert.BindBlob(1, runId.ToByteArray());
        foreach (var change in changes)
        {
            insert.Bind(2, change.Number);
            insert.Bind(3, (long)change.Kind);
            insert.Bind(4, change.Flow);
            insert.Bind(5, change.Key);
            insert.Bind(6, change.CrmId);
            insert.Bind(7, change.Title);
            insert.Bind(8, change.Why);
            insert.Bind(9, change.Changes);
            insert.Run();
        }

        return Task.CompletedTask;
    }

    public Task<int> InboxAsync(InboxWrite heard, CancellationToken cancellationToken) => Task.FromResult(new SqliteInboxWriter(session).Append(heard));

    public Task BindingsAsync(string portal, int entityTypeId, IReadOnlyList<(long CrmId, long Bindings)> records, CancellationToken cancellationToken)
    {
        new SqliteInboxWriter(session).Remember(portal, entityTypeId, records);
        return Task.CompletedTask;
    }
}
