using Pragmatika.Engine.Connectors.Bitrix;
using Pragmatika.Engine.Connectors.Connections;
using Pragmatika.Engine.Connectors.Sql;
using Pragmatika.Engine.Mapping;

namespace Pragmatika.Tests.Engine.Data;

/// <summary>Connectors that answer a test with the engine and the length of what they were given, and refuse the text "broken".</summary>
internal sealed class NamedConnectors : ISqlConnectorFactory
{
    public ISqlConnector Create(SqlEngine engine, string connectionString, Formats formats) =>
        connectionString == "broken" ? throw new ArgumentException("bad part: " + connectionString, nameof(connectionString)) : new Connector(engine, connectionString);

    private sealed class Connector(SqlEngine engine, string connectionString) : ISqlConnector
    {
        public SqlEngine Engine => engine;

        public Task<ConnectionCheck> TestAsync(CancellationToken cancellationToken) =>
            Task.FromResult(new ConnectionCheck(true, engine.ToString(), $"{connectionString.Length} characters"));

        public Task<IReadOnlyList<SqlTable>> TablesAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<SqlTable> DescribeAsync(string table, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<IReadOnlyList<SourceRow>> SampleAsync(string table, IReadOnlyList<string> key, int rows, CancellationToken cancellationToken) =>
            throw new NotSupportedException();

        public Task<long?> CountAsync(SqlRead read, CancellationToken cancellationToken) => throw new NotSupportedException();

        public IAsyncEnumerable<SourcePage> ReadAsync(SqlRead read, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<int> ClaimAsync(string table, string statusColumn, int from, int to, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<int> WriteBackAsync(
            string table,
            IReadOnlyList<string> key,
            IReadOnlyList<string> columns,
            IReadOnlyList<RowUpdate> updates,
            IReadOnlySet<string> mayCut,
            StatusFilter? onlyWhere,
            CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task InsertAsync(string table, IReadOnlyList<IReadOnlyDictionary<string, object?>> rows, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<IReadOnlyList<RowChange>> ChangeAsync(RowChanges work, CancellationToken cancellationToken) => throw new NotSupportedException();
    }
}

internal sealed class NoPortals : IBitrixPortalFactory
{
    public IBitrixPortal Create(ConnectionSecret secret) => throw new NotSupportedException();
}
