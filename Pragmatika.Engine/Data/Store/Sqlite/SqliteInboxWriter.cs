using SQLitePCL;

namespace Pragmatika.Engine.Data.Store.Sqlite;

/// <summary>Writes what was heard, one prepared upsert a record.</summary>
internal sealed class SqliteInboxWriter(SqliteSession session)
{
    private const string Upsert =
        """
        INSERT INTO crm_inbox (connection, entity_type_id, crm_id, sequence, kind, heard_by, heard_at, modified_at, bindings) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
        ON CONFLICT (connection, entity_type_id, crm_id) DO UPDATE SET sequence = excluded.sequence, kind = excluded.kind, heard_by = excluded.heard_by,
            heard_at = excluded.heard_at, modified_at = coalesce(excluded.modified_at, modified_at), bindings = coalesce(excluded.bindings, bindings)
        WHERE ?10 IS NULL OR kind <> excluded.kind OR NOT (coalesce(modified_at = excluded.modified_at, 0) OR heard_at BETWEEN ?10 AND excluded.heard_at)
        """;

    private const string Note =
        """
        INSERT INTO crm_inbox (connection, entity_type_id, crm_id, sequence, kind, heard_by, heard_at, bindings) VALUES (?1, ?2, ?3, 0, 0, 0, 0, ?4)
        ON CONFLICT (connection, entity_type_id, crm_id) DO UPDATE SET bindings = excluded.bindings
        """;

    public int Append(InboxWrite heard)
    {
        var upsert = session.Statement(Upsert);
        var appended = 0;
        for (var index = 0; index < heard.Changes.Count; index++)
        {
            var change = heard.Changes[index];
            upsert.Bind(1, heard.Connection);
            upsert.Bind(2, change.EntityTypeId);
            upsert.Bind(3, change.CrmId);
            upsert.Bind(4, heard.First + index);
            upsert.Bind(5, (long)change.Kind);
            upsert.Bind(6, (long)change.By);
            upsert.Bind(7, heard.HeardAt);
            upsert.Bind(8, change.ModifiedAt?.UtcTicks);
            upsert.Bind(9, change.Bindings);
            upsert.Bind(10, change.CoveredFrom?.UtcTicks);
            upsert.Run();
            appended += raw.sqlite3_changes(session.Handle);
        }

        return appended;
    }

    public void Remember(string connection, int entityTypeId, IReadOnlyList<(long CrmId, long Bindings)> records)
    {
        var note = session.Statement(Note);
        foreach (var (crmId, bindings) in records)
        {
            note.Bind(1, connection);
            note.Bind(2, entityTypeId);
            note.Bind(3, crmId);
            note.Bind(4, bindings);
            note.Run();
        }
    }
}
