using System.Data;
using System.Data.Common;
using Dapper;
using Microsoft.Data.SqlClient;
using Pragmatika.Engine.Links;
using Pragmatika.Engine.Runs.Planned;

namespace Pragmatika.Engine.Data.Store.SqlServer;

/// <summary>
/// Bulk copy into temporary tables, then an update and an insert. Not MERGE: the lease keeps other writers of the same exchange away, and two plain statements have no surprises.
/// </summary>
internal sealed class SqlServerHotWrite(SqlConnection connection, SqlTransaction transaction) : IHotWrite
{
    private const string LinkStages =
        $"""
        CREATE TABLE #stage_links (
            flow_id int NOT NULL, source_key nvarchar(255) COLLATE {SqlServerHotTables.KeyCollation} NOT NULL, entity_type_id int NOT NULL, crm_id bigint NOT NULL,
            agreed nvarchar(max) NOT NULL, source_version nvarchar(200) NULL, matches nvarchar(max) NOT NULL, PRIMARY KEY (flow_id, source_key));
        CREATE TABLE #stage_matches (
            flow_id int NOT NULL, source_key nvarchar(255) COLLATE {SqlServerHotTables.KeyCollation} NOT NULL, match_rule int NOT NULL,
            value nvarchar(128) COLLATE {SqlServerHotTables.KeyCollation} NOT NULL);
        """;

    private const string ChangedMatches =
        $"""
        SELECT l.flow_id AS FlowId, l.id AS LinkId, l.matches AS Stored, s.matches AS Written
        FROM #stage_links s JOIN links l ON l.flow_id = s.flow_id AND l.source_key = s.source_key
        WHERE l.matches COLLATE {SqlServerHotTables.KeyCollation} <> s.matches COLLATE {SqlServerHotTables.KeyCollation}
        """;

    private const string StaleStage =
        $"CREATE TABLE #stage_stale (flow_id int, match_rule int, value nvarchar(128) COLLATE {SqlServerHotTables.KeyCollation}, link_id bigint)";

    private const string DropStaleMatches =
        """
        DELETE k FROM link_matches k JOIN #stage_stale s ON s.flow_id = k.flow_id AND s.match_rule = k.match_rule AND s.value = k.value AND s.link_id = k.link_id;
        DROP TABLE #stage_stale;
        """;

    private const string LinkUpsert =
        """
        UPDATE l SET entity_type_id = s.entity_type_id, crm_id = s.crm_id, agreed = s.agreed, source_version = s.source_version, matches = s.matches
        FROM links l JOIN #stage_links s ON s.flow_id = l.flow_id AND s.source_key = l.source_key;
        INSERT INTO links (flow_id, source_key, entity_type_id, crm_id, agreed, source_version, matches)
        SELECT s.flow_id, s.source_key, s.entity_type_id, s.crm_id, s.agreed, s.source_version, s.matches FROM #stage_links s
        WHERE NOT EXISTS (SELECT 1 FROM links l WHERE l.flow_id = s.flow_id AND l.source_key = s.source_key);
        INSERT INTO link_matches (flow_id, match_rule, value, link_id)
        SELECT m.flow_id, m.match_rule, m.value, l.id FROM #stage_matches m JOIN links l ON l.flow_id = m.flow_id AND l.source_key = m.source_key
        WHERE NOT EXISTS (SELECT 1 FROM link_matches k WHERE k.flow_id = m.flow_id AND k.match_rule = m.match_rule AND k.value = m.value AND k.link_id = l.id);
        DROP TABLE #stage_links;
        DROP TABLE #stage_matches;
        """;

    private const string RowStage =
        $"""
        CREATE TABLE #stage_rows (
            row_key nvarchar(400) COLLATE {SqlServerHotTables.KeyCollation} NOT NULL PRIMARY KEY, fingerprint varbinary(16) NOT NULL, outcomes nvarchar(64) NOT NULL);
        """;

    private const string RowUpsert =
        """
        UPDATE r SET fingerprint = s.fingerprint, outcomes = s.outcomes FROM row_states r JOIN #stage_rows s ON s.row_key = r.row_key WHERE r.exchange_id = @exchangeId;
        INSERT INTO row_states (exchange_id, row_key, fingerprint, outcomes)
        SELECT @exchangeId, s.row_key, s.fingerprint, s.outcomes FROM #stage_rows s
        WHERE NOT EXISTS (SELECT 1 FROM row_states r WHERE r.exchange_id = @exchangeId AND r.row_key = s.row_key);
        DROP TABLE #stage_rows;
        """;

    public DbConnection Connection => connection;

    public DbTransaction Transaction => transaction;

    public object Id(Guid guid) => guid;

    public async Task LinksAsync(IReadOnlyList<Link> links, Func<string, int> flowId, CancellationToken cancellationToken)
    {
        if (links.Count == 0)
        {
            return;
        }

        var unique = LastOf.Each(links, link => (link.Flow, link.Key));
        await ExecuteAsync(LinkStages, null, cancellationToken);
        await CopyAsync("#stage_links", BulkTables.Links(unique, flowId), cancellationToken);
        await CopyAsync("#stage_matches", BulkTables.Matches(unique, flowId), cancellationToken);
        await DropStaleMatchesAsync(cancellationToken);
        await ExecuteAsync(LinkUpsert, null, cancellationToken);
    }

    public async Task RowStatesAsync(int exchangeId, IReadOnlyList<RowState> rows, CancellationToken cancellationToken)
    {
        if (rows.Count == 0)
        {
            return;
        }

        await ExecuteAsync(RowStage, null, cancellationToken);
        await CopyAsync("#stage_rows", BulkTables.Rows(LastOf.Each(rows, row => row.RowKey)), cancellationToken);
        await ExecuteAsync(RowUpsert, new { exchangeId }, cancellationToken);
    }

    public Task JournalAsync(IReadOnlyList<StoredEntry> entries, CancellationToken cancellationToken) =>
        CopyAsync("journal", BulkTables.Journal(entries), cancellationToken);

    private async Task DropStaleMatchesAsync(CancellationToken cancellationToken)
    {
        var stale = StaleMatch.Of(await connection.QueryAsync<ReplacedMatches>(new CommandDefinition(ChangedMatches, transaction: transaction, cancellationToken: cancellationToken)));
        if (stale.Count > 0)
        {
            await ExecuteAsync(StaleStage, null, cancellationToken);
            await CopyAsync("#stage_stale", BulkTables.Stale(stale), cancellationToken);
            await ExecuteAsync(DropStaleMatches, null, cancellationToken);
        }
    }

    public Task PlannedAsync(Guid runId, IReadOnlyList<PlannedChange> changes, CancellationToken cancellationToken) =>
        CopyAsync("planned_changes", BulkTables.Planned(runId, changes), cancellationToken);

    public Task<int> InboxAsync(InboxWrite heard, CancellationToken cancellationToken) => new SqlServerInboxWriter(connection, transaction).AppendAsync(heard, cancellationToken);

    public Task BindingsAsync(string portal, int entityTypeId, IReadOnlyList<(long CrmId, long Bindings)> records, CancellationToken cancellationToken) =>
        new SqlServerInboxWriter(connection, transaction).RememberAsync(portal, entityTypeId, records, cancellationToken);

    private async Task CopyAsync(string table, DataTable rows, CancellationToken cancellationToken)
    {
        using var copy = new SqlBulkCopy(connection, SqlBulkCopyOptions.CheckConstraints, transaction) { DestinationTableName = table, BatchSize = 0 };
        foreach (DataColumn column in rows.Columns)
        {
            copy.ColumnMappings.Add(column.ColumnName, column.ColumnName);
        }

        await copy.WriteToServerAsync(rows, cancellationToken);
        rows.Dispose();
    }

    private Task<int> ExecuteAsync(string sql, object? values, CancellationToken cancellationToken) =>
        connection.ExecuteAsync(new CommandDefinition(sql, values, transaction, cancellationToken: cancellationToken));
}
