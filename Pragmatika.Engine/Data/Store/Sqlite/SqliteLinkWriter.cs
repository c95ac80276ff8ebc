using Pragmatika.Engine.Links;
using SQLitePCL;

namespace Pragmatika.Engine.Data.Store.Sqlite;

/// <summary>Upserts links and their match values. The id of a new link is chosen here, so that a new link needs no look-up for its match rows.</summary>
internal sealed class SqliteLinkWriter
{
    private readonly SqliteSession _session;
    private readonly SqliteStatement _insert;
    private readonly SqliteStatement _update;
    private readonly SqliteStatement _match;
    private long _nextId;

    public SqliteLinkWriter(SqliteSession session)
    {
        _session = session;
        _insert = session.Statement(
            "INSERT INTO links (flow_id, source_key, entity_type_id, crm_id, agreed, source_version, matches, id) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) "
            + "ON CONFLICT (flow_id, source_key) DO NOTHING");
        _update = session.Statement(
            "UPDATE links SET entity_type_id = ?3, crm_id = ?4, agreed = ?5, source_version = ?6, matches = ?7 WHERE flow_id = ?1 AND source_key = ?2 RETURNING id");
        _match = session.Statement("INSERT OR IGNORE INTO link_matches (flow_id, match_rule, value, link_id) VALUES (?1, ?2, ?3, ?4)");
        _nextId = Highest(session) + 1;
    }

    public void Write(int flowId, Link link)
    {
        var id = Insert(flowId, link) ? _nextId++ : Update(flowId, link);
        for (var rule = 0; rule < link.MatchValues.Count; rule++)
        {
            if (link.MatchValues[rule].Length > 0)
            {
                WriteMatch(flowId, rule, link.MatchValues[rule], id);
            }
        }
    }

    private bool Insert(int flowId, Link link)
    {
        BindLink(_insert, flowId, link);
        _insert.Bind(8, _nextId);
        _insert.Run();
        return raw.sqlite3_changes(_session.Handle) > 0;
    }

    private long Update(int flowId, Link link)
    {
        BindLink(_update, flowId, link);
        _update.Step();
        var id = _update.Number(0);
        _update.Reset();
        return id;
    }

    private static void BindLink(SqliteStatement statement, int flowId, Link link)
    {
        statement.Bind(1, flowId);
        statement.Bind(2, link.Key);
        statement.Bind(3, link.EntityTypeId);
        statement.Bind(4, link.CrmId);
        statement.Bind(5, link.Agreed);
        statement.Bind(6, link.SourceVersion);
        statement.Bind(7, MatchText.Join(link.MatchValues));
    }

    private void WriteMatch(int flowId, int rule, string value, long linkId)
    {
        _match.Bind(1, flowId);
        _match.Bind(2, rule);
        _match.Bind(3, MatchText.Indexed(value));
        _match.Bind(4, linkId);
        _match.Run();
    }

    private static long Highest(SqliteSession session)
    {
        var highest = session.Statement("SELECT max(id) FROM links");
        highest.Step();
        var id = highest.Number(0);
        highest.Reset();
        return id;
    }
}
