using System.Data.Common;
using Npgsql;
using NpgsqlTypes;

namespace Pragmatika.Engine.Data.Store.PostgreSql;

internal sealed class PostgreSqlHotTables : ServerHotTables, IAsyncDisposable
{
    private readonly NpgsqlDataSource _source;

    public PostgreSqlHotTables(string connectionString)
    {
        // Without the reset a pooled connection keeps its staging tables; nothing else is ever set on it.
        var settings = new NpgsqlConnectionStringBuilder(connectionString) { NoResetOnClose = true, MaxAutoPrepare = 40, ApplicationName = "Pragmatika store" };
        _source = NpgsqlDataSource.Create(settings);
    }

    public ValueTask DisposeAsync() => _source.DisposeAsync();

    protected override async Task<DbConnection> OpenAsync(CancellationToken cancellationToken) => await _source.OpenConnectionAsync(cancellationToken);

    protected override string IsListed(string column) => $"{column} = ANY(@list)";

    protected override DbParameter List(IReadOnlyCollection<string> values) =>
        new NpgsqlParameter("list", NpgsqlDbType.Array | NpgsqlDbType.Text) { Value = values as string[] ?? [.. values] };

    protected override DbParameter Number(string name, int value) => new NpgsqlParameter<int>(name, value);

    protected override IHotWrite Writer(DbConnection connection, DbTransaction transaction) =>
        new PostgreSqlHotWrite((NpgsqlConnection)connection, (NpgsqlTransaction)transaction);
}
