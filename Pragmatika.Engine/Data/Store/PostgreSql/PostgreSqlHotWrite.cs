using System.Data.Common;
using Dapper;
using Npgsql;
using NpgsqlTypes;
using Pragmatika.Engine.Links;
using Pragmatika.Engine.Runs.Planned;

namespace Pragmatika.Engine.Data.Store.PostgreSql;

/// <summary>Binary COPY into staging tables of the session, then one upsert; the journal is copied straight in.</summary>
internal sealed class PostgreSqlHotWrite(NpgsqlConnection connection, NpgsqlTransaction transaction) : IHotWrite
{
    private const string LinkStages =
        """
        CREATE TEMP TABLE IF NOT EXISTS stage_links (
            flow_id integer, source_key text COLLATE "C", entity_type_id integer, crm_id bigint, agreed text, source_version text, matches text) ON COMMIT DELETE ROWS;
        CREATE TEMP TABLE IF NOT EXISTS stage_matches (
            flow_id integer, source_key text COLLATE "C", match_rule integer, value text COLLATE "C") ON COMMIT DELETE ROWS;
        """;

    private const string ChangedMatches =
        """
        SELECT l.flow_id AS FlowId, l.id AS LinkId, l.matches AS Stored, s.matches AS Written
        FROM stage_links s JOIN links l ON l.flow_id = s.flow_id AND l.source_key = s.source_key WHERE l.matches <> s.matches
        """;

    private const string DropStaleMatches =
        """
        DELETE FROM link_matches k USING unnest(@flows, @rules, @values, @links) AS s(flow_id, match_rule, value, link_id)
        WHERE k.flow_id = s.flow_id AND k.match_rule = s.match_rule AND k.value = s.value COLLATE "C" AND k.link_id = s.link_id
        """;

    private const string LinkUpsert =
        """
        INSERT INTO links (flow_id, source_key, entity_type_id, crm_id, agreed, source_version, matches)
        SELECT flow_id, source_key, entity_type_id, crm_id, agreed, source_version, matches FROM stage_links
        ON CONFLICT (flow_id, source_key) DO UPDATE SET entity_type_id = excluded.entity_type_id, crm_id = excluded.crm_id, agreed = excluded.agreed,
            source_version = excluded.source_version, matches = excluded.matches;
        INSERT INTO link_matches (flow_id, match_rule, value, link_id)
        SELECT m.flow_id, m.match_rule, m.value, l.id FROM stage_matches m JOIN links l ON l.flow_id = m.flow_id AND l.source_key = m.source_key
        ON CONFLICT DO NOTHING;
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
        await ExecuteAsync(LinkStages, cancellationToken);
        await CopyLinksAsync(unique, flowId, cancellationToken);
        await CopyMatchesAsync(unique, flowId, cancellationToken);
        await DropStaleMatchesAsync(cancellationToken);
        await ExecuteAsync(LinkUpsert, cancellationToken);
    }

    public async Task RowStatesAsync(int exchangeId, IReadOnlyList<RowState> rows, CancellationToken cancellationToken)
    {
        if (rows.Count == 0)
        {
            return;
        }

        await ExecuteAsync(
            "CREATE TEMP TABLE IF NOT EXISTS stage_rows (row_key text COLLATE \"C\", fingerprint bytea, outcomes text) ON COMMIT DELETE ROWS", cancellationToken);
        await using (var copy = await connection.BeginBinaryImportAsync("COPY stage_rows (row_key, fingerprint, outcomes) FROM STDIN (FORMAT BINARY)", cancellationToken))
        {
            foreach (var row in LastOf.Each(rows, row => row.RowKey))
            {
                await copy.StartRowAsync(cancellationToken);
                await copy.WriteAsync(row.RowKey, NpgsqlDbType.Text, cancellationToken);
                await copy.WriteAsync(row.Fingerprint, NpgsqlDbType.Bytea, cancellationToken);
                await copy.WriteAsync(row.Outcomes, NpgsqlDbType.Text, cancellationToken);
            }

            await copy.CompleteAsync(cancellationToken);
        }

        await connection.ExecuteAsync(new CommandDefinition(
            """
            INSERT INTO row_states (exchange_id, row_key, fingerprint, outcomes) SELECT @exchangeId, row_key, fingerprint, outcomes FROM stage_rows
            ON CONFLICT (exchange_id, row_key) DO UPDATE SET fingerprint = excluded.fingerprint, outcomes = excluded.outcomes
            """,
            new { exchangeId },
            transaction,
            cancellationToken: cancellationToken));
    }

    public async Task JournalAsync(IReadOnlyList<StoredEntry> entries, CancellationToken cancellationToken)
    {
        await using var copy = await connection.BeginBinaryImportAsync(
            "COPY journal (id, at, level, kind, exchange_id, flow_id, run_id, source_key, crm_id, outcome, text, changes) FROM STDIN (FORMAT BINARY)", cancellationToken);
        foreach (var (entry, exchangeId, flowId) in entries)
        {
            await copy.StartRowAsync(cancellationToken);
            await copy.WriteAsync(entry.Id, NpgsqlDbType.Bigint, cancellationToken);
            await copy.WriteAsync(entry.At.UtcTicks, NpgsqlDbType.Bigint, cancellationToken);
            await copy.WriteAsync((short)entry.Level, NpgsqlDbType.Smallint, cancellationToken);
            await copy.WriteAsync((short)entry.Kind, NpgsqlDbType.Smallint, cancellationToken);
            await copy.WriteAsync(exchangeId, NpgsqlDbType.Integer, cancellationToken);
            await WriteOrNullAsync(copy, flowId, NpgsqlDbType.Integer, cancellationToken);
            await copy.WriteAsync(entry.RunId, NpgsqlDbType.Uuid, cancellationToken);
            await WriteTextAsync(copy, entry.Key, cancellationToken);
            await WriteOrNullAsync(copy, entry.CrmId, NpgsqlDbType.Bigint, cancellationToken);
            await WriteOrNullAsync(copy, (short?)entry.Outcome, NpgsqlDbType.Smallint, cancellationToken);
            await copy.WriteAsync(entry.Text, NpgsqlDbType.Text, cancellationToken);
            await WriteTextAsync(copy, entry.Changes, cancellationToken);
        }

        await copy.CompleteAsync(cancellationToken);
    }

    public async Task PlannedAsync(Guid runId, IReadOnlyList<PlannedChange> changes, CancellationToken cancellationToken)
    {
        await using var copy = await connection.BeginBinaryImportAsync(
            "COPY planned_changes (run_id, number, kind, flow, source_key, crm_id, title, why, changes) FROM STDIN (FORMAT BINARY)", cancellationToken);
        foreach (var change in changes)
        {
            await copy.StartRowAsync(cancellationToken);
            await copy.WriteAsync(runId, NpgsqlDbType.Uuid, cancellationToken);
            await copy.WriteAsync(change.Number, NpgsqlDbType.Bigint, cancellationToken);
            await copy.WriteAsync((short)change.Kind, NpgsqlDbType.Smallint, cancellationToken);
            await copy.WriteAsync(change.Flow, NpgsqlDbType.Text, cancellationToken);
            await copy.WriteAsync(change.Key, NpgsqlDbType.Text, cancellationToken);
            await WriteOrNullAsync(copy, change.CrmId, NpgsqlDbType.Bigint, cancellationToken);
            await copy.WriteAsync(change.Title, NpgsqlDbType.Text, cancellationToken);
            await copy.WriteAsync(change.Why, NpgsqlDbType.Text, cancellationToken);
            await WriteTextAsync(copy, change.Changes, cancellationToken);
        }

        await copy.CompleteAsync(cancellationToken);
    }

    public Task<int> InboxAsync(InboxWrite heard, CancellationToken cancellationToken) => new PostgreSqlInboxWriter(connection, transaction).AppendAsync(heard, cancellationToken);

    public Task BindingsAsync(string portal, int entityTypeId, IReadOnlyList<(long CrmId, long Bindings)> records, CancellationToken cancellationToken) =>
        new PostgreSqlInboxWriter(connection, transaction).RememberAsync(portal, entityTypeId, records, cancellationToken);

    private async Task CopyLinksAsync(IReadOnlyCollection<Link> links, Func<string, int> flowId, CancellationToken cancellationToken)
    {
        await using var copy = await connection.BeginBinaryImportAsync(
            "COPY stage_links (flow_id, source_key, entity_type_id, crm_id, agreed, source_version, matches) FROM STDIN (FORMAT BINARY)", cancellationToken);
        foreach (var link in links)
        {
            await copy.StartRowAsync(cancellationToken);
            await copy.WriteAsync(flowId(link.Flow), NpgsqlDbType.Integer, cancellationToken);
            await copy.WriteAsync(link.Key, NpgsqlDbType.Text, cancellationToken);
            await copy.WriteAsync(link.EntityTypeId, NpgsqlDbType.Integer, cancellationToken);
            await copy.WriteAsync(link.CrmId, NpgsqlDbType.Bigint, cancellationToken);
            await copy.WriteAsync(link.Agreed, NpgsqlDbType.Text, cancellationToken);
            await WriteTextAsync(copy, link.SourceVersion, cancellationToken);
            await copy.WriteAsync(MatchText.Join(link.MatchValues), NpgsqlDbType.Text, cancellationToken);
        }

        await copy.CompleteAsync(cancellationToken);
    }

    private async Task CopyMatchesAsync(IReadOnlyCollection<Link> links, Func<string, int> flowId, CancellationToken cancellationToken)
    {
        await using var copy = await connection.BeginBinaryImportAsync(
            "COPY stage_matches (flow_id, source_key, match_rule, value) FROM STDIN (FORMAT BINARY)", cancellationToken);
        foreach (var link in links)
        {
            for (var rule = 0; rule < link.MatchValues.Count; rule++)
            {
                if (link.MatchValues[rule].Length > 0)
                {
                    await copy.StartRowAsync(cancellationToken);
                    await copy.WriteAsync(flowId(link.Flow), NpgsqlDbType.Integer, cancellationToken);
                    await copy.WriteAsync(link.Key, NpgsqlDbType.Text, cancellationToken);
                    await copy.WriteAsync(rule, NpgsqlDbType.Integer, cancellationToken);
                    await copy.WriteAsync(MatchText.Indexed(link.MatchValues[rule]), NpgsqlDbType.Text, cancellationToken);
                }
            }
        }

        await copy.CompleteAsync(cancellationToken);
    }

    private async Task DropStaleMatchesAsync(CancellationToken cancellationToken)
    {
        var stale = StaleMatch.Of(await connection.QueryAsync<ReplacedMatches>(new CommandDefinition(ChangedMatches, transaction: transaction, cancellationToken: cancellationToken)));
        if (stale.Count > 0)
        {
            var rows = new
            {
                flows = stale.ConvertAll(row => row.FlowId).ToArray(),
                rules = stale.ConvertAll(row => row.Rule).ToArray(),
                values = stale.ConvertAll(row => row.Value).ToArray(),
                links = stale.ConvertAll(row => row.LinkId).ToArray(),
            };
            await connection.ExecuteAsync(new CommandDefinition(DropStaleMatches, rows, transaction, cancellationToken: cancellationToken));
        }
    }

    private static Task WriteTextAsync(NpgsqlBinaryImporter copy, string? text, CancellationToken cancellationToken) =>
        text is null ? copy.WriteNullAsync(cancellationToken) : copy.WriteAsync(text, NpgsqlDbType.Text, cancellationToken);

    private static Task WriteOrNullAsync<T>(NpgsqlBinaryImporter copy, T? value, NpgsqlDbType type, CancellationToken cancellationToken)
        where T : struct =>
        value is { } known ? copy.WriteAsync(known, type, cancellationToken) : copy.WriteNullAsync(cancellationToken);

    private Task<int> ExecuteAsync(string sql, CancellationToken cancellationToken) =>
        connection.ExecuteAsync(new CommandDefinition(sql, transaction: transaction, cancellationToken: cancellationToken));
}
