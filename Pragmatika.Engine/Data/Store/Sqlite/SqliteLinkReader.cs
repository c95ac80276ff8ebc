using Pragmatika.Engine.Links;

namespace Pragmatika.Engine.Data.Store.Sqlite;

/// <summary>Reads links of one flow, one seek a key.</summary>
internal sealed class SqliteLinkReader(SqliteSession session, FlowScope flow)
{
    private const string Columns = "l.source_key, l.entity_type_id, l.crm_id, l.agreed, l.source_version, l.matches";

    public Dictionary<string, Link> ByKey(IReadOnlyCollection<string> keys)
    {
        var links = new Dictionary<string, Link>(keys.Count, StringComparer.Ordinal);
        var find = session.Statement($"SELECT {Columns} FROM links l WHERE l.flow_id = ?1 AND l.source_key = ?2");
        find.Bind(1, flow.Id);

        // In the order of the index neighbours share pages.
        foreach (var key in keys.Order(StringComparer.Ordinal))
        {
            find.Bind(2, key);
            if (find.Step())
            {
                links[key] = Read(find, key);
            }

            find.Reset();
        }

        return links;
    }

    public List<Link> ByMatch(int rule, IReadOnlyCollection<string> values)
    {
        var links = new List<Link>();
        var find = session.Statement(
            $"SELECT {Columns} FROM link_matches m JOIN links l ON l.id = m.link_id WHERE m.flow_id = ?1 AND m.match_rule = ?2 AND m.value = ?3");
        find.Bind(1, flow.Id);
        find.Bind(2, rule);
        foreach (var value in values)
        {
            find.Bind(3, MatchText.Indexed(value));
            Collect(find, links);
        }

        return links;
    }

    /// <summary>Up to <paramref name="count"/> links in key order after a key (null: from the first).</summary>
    public List<Link> Page(string? after, int count)
    {
        var links = new List<Link>(count);
        var find = session.Statement($"SELECT {Columns} FROM links l WHERE l.flow_id = ?1 AND l.source_key > ?2 ORDER BY l.source_key LIMIT ?3");
        find.Bind(1, flow.Id);
        find.Bind(2, after ?? string.Empty);
        find.Bind(3, count);
        Collect(find, links);
        return links;
    }

    private void Collect(SqliteStatement find, List<Link> links)
    {
        while (find.Step())
        {
            links.Add(Read(find, find.Text(0)));
        }

        find.Reset();
    }

    private Link Read(SqliteStatement row, string key) => new()
    {
        Flow = flow.Flow,
        Key = key,
        EntityTypeId = (int)row.Number(1),
        CrmId = row.Number(2),
        Agreed = row.Text(3),
        SourceVersion = row.TextOrNull(4),
        MatchValues = MatchText.Split(row.Text(5)),
    };
}
