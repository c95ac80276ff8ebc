using Npgsql;
using NpgsqlTypes;
using Pragmatika.Engine.Hearing;

namespace Pragmatika.Engine.Data.Store.PostgreSql;

/// <summary>Writes what was heard: columns as arrays, one statement for all records.</summary>
internal sealed class PostgreSqlInboxWriter(NpgsqlConnection connection, NpgsqlTransaction transaction)
{
    private const string Upsert =
        """
        INSERT INTO crm_inbox (connection, entity_type_id, crm_id, sequence, kind, heard_by, heard_at, modified_at, bindings)
        SELECT @connection, i.entity_type_id, i.crm_id, i.sequence, i.kind, i.heard_by, @at, i.modified_at, i.bindings
        FROM unnest(@types, @ids, @sequences, @kinds, @ways, @modified, @covered, @bindings)
            AS i (entity_type_id, crm_id, sequence, kind, heard_by, modified_at, covered_from, bindings)
        LEFT JOIN crm_inbox r ON r.connection = @connection AND r.entity_type_id = i.entity_type_id AND r.crm_id = i.crm_id
        WHERE r.crm_id IS NULL OR i.covered_from IS NULL OR r.kind <> i.kind
            OR NOT (coalesce(r.modified_at = i.modified_at, false) OR r.heard_at BETWEEN i.covered_from AND @at)
        ON CONFLICT (connection, entity_type_id, crm_id) DO UPDATE SET sequence = excluded.sequence, kind = excluded.kind, heard_by = excluded.heard_by,
            heard_at = excluded.heard_at, modified_at = coalesce(excluded.modified_at, crm_inbox.modified_at), bindings = coalesce(excluded.bindings, crm_inbox.bindings)
        """;

    private const string Note =
        """
        INSERT INTO crm_inbox (connection, entity_type_id, crm_id, sequence, kind, heard_by, heard_at, bindings)
        SELECT @connection, @type, i.crm_id, 0, 0, 0, 0, i.bindings FROM unnest(@ids, @bindings) AS i (crm_id, bindings)
        ON CONFLICT (connection, entity_type_id, crm_id) DO UPDATE SET bindings = excluded.bindings
        """;

    public async Task<int> AppendAsync(InboxWrite heard, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(Upsert, connection, transaction);
        command.Parameters.AddWithValue("connection", heard.Connection);
        command.Parameters.AddWithValue("at", heard.HeardAt);
        Add(command, "types", NpgsqlDbType.Integer, heard, change => change.EntityTypeId);
        Add(command, "ids", NpgsqlDbType.Bigint, heard, change => change.CrmId);
        command.Parameters.Add(Array("sequences", NpgsqlDbType.Bigint, Enumerable.Range(0, heard.Changes.Count).Select(index => heard.First + index).ToArray()));
        Add(command, "kinds", NpgsqlDbType.Smallint, heard, change => (short)change.Kind);
        Add(command, "ways", NpgsqlDbType.Smallint, heard, change => (short)change.By);
        Add(command, "modified", NpgsqlDbType.Bigint, heard, change => change.ModifiedAt?.UtcTicks);
        Add(command, "covered", NpgsqlDbType.Bigint, heard, change => change.CoveredFrom?.UtcTicks);
        Add(command, "bindings", NpgsqlDbType.Bigint, heard, change => change.Bindings);
        return await command.ExecuteNonQueryAsync(cancellationToken);
    }

    public async Task RememberAsync(string portal, int entityTypeId, IReadOnlyList<(long CrmId, long Bindings)> records, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(Note, connection, transaction);
        command.Parameters.AddWithValue("connection", portal);
        command.Parameters.AddWithValue("type", entityTypeId);
        command.Parameters.Add(Array("ids", NpgsqlDbType.Bigint, records.Select(record => record.CrmId).ToArray()));
        command.Parameters.Add(Array("bindings", NpgsqlDbType.Bigint, records.Select(record => record.Bindings).ToArray()));
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static void Add<T>(NpgsqlCommand command, string name, NpgsqlDbType type, InboxWrite heard, Func<HeardChange, T> column) =>
        command.Parameters.Add(Array(name, type, heard.Changes.Select(column).ToArray()));

    private static NpgsqlParameter Array<T>(string name, NpgsqlDbType type, T[] values) => new(name, NpgsqlDbType.Array | type) { Value = values };
}
