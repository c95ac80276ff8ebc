using System.Data;
using System.Globalization;
using Pragmatika.Engine.Links;
using Pragmatika.Engine.Runs.Planned;

namespace Pragmatika.Engine.Data.Store.SqlServer;

/// <summary>Batches in the shape that bulk copy takes. Column names are those of the tables.</summary>
internal static class BulkTables
{
    public static DataTable Links(IReadOnlyCollection<Link> links, Func<string, int> flowId)
    {
        var table = Table(
            ("flow_id", typeof(int)), ("source_key", typeof(string)), ("entity_type_id", typeof(int)), ("crm_id", typeof(long)),
            ("agreed", typeof(string)), ("source_version", typeof(string)), ("matches", typeof(string)));
        foreach (var link in links)
        {
            table.Rows.Add(flowId(link.Flow), link.Key, link.EntityTypeId, link.CrmId, link.Agreed, OrNull(link.SourceVersion), MatchText.Join(link.MatchValues));
        }

        return table;
    }

    public static DataTable Matches(IReadOnlyCollection<Link> links, Func<string, int> flowId)
    {
        var table = Table(("flow_id", typeof(int)), ("source_key", typeof(string)), ("match_rule", typeof(int)), ("value", typeof(string)));
        foreach (var link in links)
        {
            for (var rule = 0; rule < link.MatchValues.Count; rule++)
            {
                if (link.MatchValues[rule].Length > 0)
                {
                    table.Rows.Add(flowId(link.Flow), link.Key, rule, MatchText.Indexed(link.MatchValues[rule]));
                }
            }
        }

        return table;
    }

    public static DataTable Rows(IReadOnlyCollection<RowState> rows)
    {
        var table = Table(("row_key", typeof(string)), ("fingerprint", typeof(byte[])), ("outcomes", typeof(string)));
        foreach (var row in rows)
        {
            table.Rows.Add(row.RowKey, row.Fingerprint, row.Outcomes);
        }

        return table;
    }

    public static DataTable Journal(IReadOnlyList<StoredEntry> entries)
    {
        var table = Table(
            ("id", typeof(long)), ("at", typeof(long)), ("level", typeof(byte)), ("kind", typeof(byte)), ("exchange_id", typeof(int)), ("flow_id", typeof(int)),
            ("run_id", typeof(Guid)), ("source_key", typeof(string)), ("crm_id", typeof(long)), ("outcome", typeof(byte)), ("text", typeof(string)), ("changes", typeof(string)));
        foreach (var (entry, exchangeId, flowId) in entries)
        {
            table.Rows.Add(
                entry.Id, entry.At.UtcTicks, (byte)entry.Level, (byte)entry.Kind, exchangeId, OrNull(flowId), entry.RunId,
                OrNull(entry.Key), OrNull(entry.CrmId), OrNull((byte?)entry.Outcome), entry.Text, OrNull(entry.Changes));
        }

        return table;
    }

    public static DataTable Planned(Guid runId, IReadOnlyList<PlannedChange> changes)
    {
        var table = Table(
            ("run_id", typeof(Guid)), ("number", typeof(long)), ("kind", typeof(byte)), ("flow", typeof(string)), ("source_key", typeof(string)), ("crm_id", typeof(long)),
            ("title", typeof(string)), ("why", typeof(string)), ("changes", typeof(string)));
        foreach (var change in changes)
        {
            table.Rows.Add(runId, change.Number, (byte)change.Kind, change.Flow, change.Key, OrNull(change.CrmId), change.Title, change.Why, OrNull(change.Changes));
        }

        return table;
    }

    public static DataTable Stale(IReadOnlyList<StaleMatch> rows)
    {
        var table = Table(("flow_id", typeof(int)), ("match_rule", typeof(int)), ("value", typeof(string)), ("link_id", typeof(long)));
        foreach (var row in rows)
        {
            table.Rows.Add(row.FlowId, row.Rule, row.Value, row.LinkId);
        }

        return table;
    }

    private static object OrNull(object? value) => value ?? DBNull.Value;

    private static DataTable Table(params (string Name, Type Type)[] columns)
    {
        var table = new DataTable { Locale = CultureInfo.InvariantCulture };
        foreach (var (name, type) in columns)
        {
            table.Columns.Add(name, type);
        }

        return table;
    }
}
