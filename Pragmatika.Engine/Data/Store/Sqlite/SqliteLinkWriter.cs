using Pragmatika.Engine.Links;
using SQLitePCL;

namespace Pragmatika.Engine.Data.Store.Sqlite;

/// <summary>Upserts links and their match values. The id of a new link is chosen here, so that a new link needs no look-up for its match rows.</summary>
internal sealed class SqliteLinkWriter
{
    private readonly SqliteSession _session;
    private readonly SqliteStatement _insert;
    private readonly SqliteStatement _stored;
    private readonly SqliteStatement _update;
    private readonly SqliteStatement _match;
    private readonly SqliteStatement _unmatch;
    private long _nextId;

    public SqliteLinkWriter(SqliteSession session)
    {
        _session = session;
        _insert = session.Statement(
            "INSERT INTO links (flow_id, source_key, entity_type_id, crm_id, agreed, source_version, matches, id) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) "
            + "ON CONFLICT (flow_id, source_key) DO NOTHING");
        _stored = session.Statement("SELECT id, matches FROM links WHERE flow_id = ?1 AND source_key = ?2");
        _update = session.Statement(
            "UPDATE links SET entity_type_id = ?3, crm_id = ?4, agreed = ?5, source_version = ?6, matches = ?7 WHERE id = ?8");
        _match = session.Statement("INSERT OR IGNORE INTO link_matches (flow_id, match_rule, value, link_id) VALUES (?1, ?2, ?3, ?4)");
        _unmatch = session.Statement("DELETE FROM link_matches WHERE flow_id = ?1 AND match_rule = ?2 AND value = ?3 AND link_id = ?4");
        _nextId = Highest(session) + 1;
    }

    public void Write(int flowId, Link link)
    {
        var matches = MatchText.Join(link.MatchValues);
        if (Insert(flowId, link, matches))
        {
            WriteMatches(flowId, link.MatchValues, _nextId++);
        }
        else
        {
            Replace(flowId, link, matches);
        }
    }

    private bool Insert(int flowId, Link link, string matches)
    {
        BindLink(_insert, flowId, link, matches, _nextId);
        _insert.Run();
        return raw.sqlite3_changes(_session.Handle) > 0;
    }

    private void Replace(int flowId, Link link, string matches)
    {
        var (id, stored) = Stored(flowId, link.Key);
        BindLink(_update, flowId, link, matches, id);
        _update.Run();
        if (stored == matches)
        {
            return;
        }

        foreach (var stale in StaleMatch.Of(flowId, id, stored, matches))
        {
            RunMatch(_unmatch, stale.FlowId, stale.Rule, stale.Value, stale.LinkId);
        }

        WriteMatches(flowId, link.MatchValues, id);
    }

    private (long Id, string Matches) Stored(int flowId, string key)
    {
        _stored.Bind(1, flowId);
        _stored.Bind(2, key);
        _stored.Step();
        var found = (_stored.Number(0), _stored.Text(1));
        _stored.Reset();
        return found;
    }

    private void WriteMatches(int flowId, IReadOnlyList<string> values, long linkId)
    {
        for (var rule = 0; rule < values.Count; rule++)
        {
            if (values[rule].Length > 0)
            {
                RunMatch(_match, flowId, rule, MatchText.Indexed(values[rule]), linkId);
            }
        }
    }

    private static void BindLink(SqliteStatement statement, int flowId, Link link, string matches, long id)
    {
        statement.Bind(1, flowId);
        statement.Bind(2, link.Key);
        statement.Bind(3, link.EntityTypeId);
        statement.Bind(4, link.CrmId);
        statement.Bind(5, link.Agreed);
        statement.Bind(6, link.SourceVersion);
        statement.Bind(7, matches);
        statement.Bind(8, id);
    }

    private static void RunMatch(SqliteStatement statement, int flowId, int rule, string indexed, long linkId)
    {
        statement.Bind(1, flowId);
        statement.Bind(2, rule);
        statement.Bind(3, indexed);
        statement.Bind(4, linkId);
        statement.Run();
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
