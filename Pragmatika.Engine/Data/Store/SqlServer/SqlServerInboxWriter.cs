using System.Text.Json;
using Dapper;
using Microsoft.Data.SqlClient;

namespace Pragmatika.Engine.Data.Store.SqlServer;

/// <summary>Writes what was heard: all records as one JSON parameter (OPENJSON), then an update and an insert of what is not covered.</summary>
internal sealed class SqlServerInboxWriter(SqlConnection connection, SqlTransaction transaction)
{
    private const string Upsert =
        """
        SELECT i.* INTO #heard FROM OPENJSON(@items) WITH (
            entity_type_id int '$.t', crm_id bigint '$.i', sequence bigint '$.s', kind tinyint '$.k', heard_by tinyint '$.w',
            modified_at bigint '$.m', covered_from bigint '$.c', bindings bigint '$.b') i;
        DELETE i FROM #heard i JOIN crm_inbox r ON r.connection = @connection AND r.entity_type_id = i.entity_type_id AND r.crm_id = i.crm_id
        WHERE i.covered_from IS NOT NULL AND r.kind = i.kind AND (r.modified_at = i.modified_at OR r.heard_at BETWEEN i.covered_from AND @at);
        UPDATE r SET sequence = i.sequence, kind = i.kind, heard_by = i.heard_by, heard_at = @at, modified_at = COALESCE(i.modified_at, r.modified_at),
            bindings = COALESCE(i.bindings, r.bindings)
        FROM crm_inbox r JOIN #heard i ON r.connection = @connection AND r.entity_type_id = i.entity_type_id AND r.crm_id = i.crm_id;
        INSERT INTO crm_inbox (connection, entity_type_id, crm_id, sequence, kind, heard_by, heard_at, modified_at, bindings)
        SELECT @connection, i.entity_type_id, i.crm_id, i.sequence, i.kind, i.heard_by, @at, i.modified_at, i.bindings FROM #heard i
        WHERE NOT EXISTS (SELECT 1 FROM crm_inbox r WHERE r.connection = @connection AND r.entity_type_id = i.entity_type_id AND r.crm_id = i.crm_id);
        SELECT COUNT(*) FROM #heard;
        DROP TABLE #heard;
        """;

    private const string Note =
        """
        SELECT i.* INTO #noted FROM OPENJSON(@items) WITH (crm_id bigint '$.i', bindings bigint '$.b') i;
        UPDATE r SET bindings = i.bindings FROM crm_inbox r JOIN #noted i ON r.connection = @connection AND r.entity_type_id = @entityTypeId AND r.crm_id = i.crm_id;
        INSERT INTO crm_inbox (connection, entity_type_id, crm_id, sequence, kind, heard_by, heard_at, bindings)
        SELECT @connection, @entityTypeId, i.crm_id, 0, 0, 0, 0, i.bindings FROM #noted i
        WHERE NOT EXISTS (SELECT 1 FROM crm_inbox r WHERE r.connection = @connection AND r.entity_type_id = @entityTypeId AND r.crm_id = i.crm_id);
        DROP TABLE #noted;
        """;

    public Task<int> AppendAsync(InboxWrite heard, CancellationToken cancellationToken)
    {
        var items = JsonSerializer.Serialize(heard.Changes.Select((change, index) => new
        {
            t = change.EntityTypeId,
            i = change.CrmId,
            s = heard.First + index,
            k = (int)change.Kind,
            w = (int)change.By,
            m = change.ModifiedAt?.UtcTicks,
            c = change.CoveredFrom?.UtcTicks,
            b = change.Bindings,
        }));
        return connection.ExecuteScalarAsync<int>(Command(Upsert, new { items, connection = heard.Connection, at = heard.HeardAt }, cancellationToken));
    }

    public Task RememberAsync(string portal, int entityTypeId, IReadOnlyList<(long CrmId, long Bindings)> records, CancellationToken cancellationToken)
    {
        var items = JsonSerializer.Serialize(records.Select(record => new { i = record.CrmId, b = record.Bindings }));
        return connection.ExecuteAsync(Command(Note, new { items, connection = portal, entityTypeId }, cancellationToken));
    }

    private CommandDefinition Command(string sql, object values, CancellationToken cancellationToken) => new(sql, values, transaction, cancellationToken: cancellationToken);
}
