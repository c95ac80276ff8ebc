using System.Data.Common;
using System.Runtime.CompilerServices;
using Pragmatika.Engine.Links;

namespace Pragmatika.Engine.Data.Store;

/// <summary>What PostgreSQL and SQL Server do alike: one statement for a list of keys, rows streamed from the reader, a transaction around a write.</summary>
internal abstract class ServerHotTables : IHotTables
{
    internal const string AllLinksSql = $"SELECT {LinkColumns} FROM links l WHERE l.flow_id = @id ORDER BY l.source_key";

    private const string LinkColumns = "l.source_key, l.entity_type_id, l.crm_id, l.agreed, l.source_version, l.matches";

    internal string RowStatesSql => $"SELECT row_key, fingerprint, outcomes FROM row_states WHERE exchange_id = @id AND {IsListed("row_key")}";

    internal string LinksSql => $"SELECT {LinkColumns} FROM links l WHERE l.flow_id = @id AND {IsListed("l.source_key")}";

    internal string MatchesSql => $"SELECT {LinkColumns} FROM link_matches m JOIN links l ON l.id = m.link_id WHERE m.flow_id = @id AND m.match_rule = @rule AND {IsListed("m.value")}";

    public async Task<IReadOnlyDictionary<string, RowState>> RowStatesAsync(int exchangeId, IReadOnlyList<string> keys, CancellationToken cancellationToken)
    {
        var states = new Dictionary<string, RowState>(keys.Count, StringComparer.Ordinal);
        await using var connection = await OpenAsync(cancellationToken);
        await using var command = Command(connection, RowStatesSql, exchangeId);
        command.Parameters.Add(List(keys));
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            var key = reader.GetString(0);
            states[key] = new RowState(key, reader.GetFieldValue<byte[]>(1), reader.GetString(2));
        }

        return states;
    }

    public async Task<IReadOnlyDictionary<string, Link>> LinksAsync(FlowScope flow, IReadOnlyCollection<string> keys, CancellationToken cancellationToken)
    {
        var links = new Dictionary<string, Link>(keys.Count, StringComparer.Ordinal);
        await foreach (var link in ReadAsync(flow, LinksSql, [List(keys)], cancellationToken))
        {
            links[link.Key] = link;
        }

        return links;
    }

    public async Task<IReadOnlyList<Link>> LinksByMatchAsync(FlowScope flow, int rule, IReadOnlyCollection<string> values, CancellationToken cancellationToken)
    {
        var links = new List<Link>();
        await foreach (var link in ReadAsync(flow, MatchesSql, [List([.. values.Select(MatchText.Indexed)]), Number("rule", rule)], cancellationToken))
        {
            links.Add(link);
        }

        return links;
    }

    public IAsyncEnumerable<Link> AllLinksAsync(FlowScope flow, CancellationToken cancellationToken) =>
        ReadAsync(flow, AllLinksSql, [], cancellationToken);

    public async Task WriteAsync(Func<IHotWrite, Task> work, CancellationToken cancellationToken)
    {
        await using var connection = await OpenAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await work(Writer(connection, transaction));
        await transaction.CommitAsync(cancellationToken);
    }

    protected abstract Task<DbConnection> OpenAsync(CancellationToken cancellationToken);

    /// <summary>A condition: the column has one of the values of <see cref="List"/>.</summary>
    protected abstract string IsListed(string column);

    /// <summary>A list of any length as one parameter.</summary>
    protected abstract DbParameter List(IReadOnlyCollection<string> values);

    protected abstract DbParameter Number(string name, int value);

    protected abstract IHotWrite Writer(DbConnection connection, DbTransaction transaction);

    private DbCommand Command(DbConnection connection, string sql, int id)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        command.Parameters.Add(Number("id", id));
        return command;
    }

    private async IAsyncEnumerable<Link> ReadAsync(FlowScope flow, string sql, DbParameter[] parameters, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var connection = await OpenAsync(cancellationToken);
        await using var command = Command(connection, sql, flow.Id);
        command.Parameters.AddRange(parameters);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            yield return new Link
            {
                Flow = flow.Flow,
                Key = reader.GetString(0),
                EntityTypeId = reader.GetInt32(1),
                CrmId = reader.GetInt64(2),
                Agreed = reader.GetString(3),
                SourceVersion = await reader.IsDBNullAsync(4, cancellationToken) ? null : reader.GetString(4),
                MatchValues = MatchText.Split(reader.GetString(5)),
            };
        }
    }
}
