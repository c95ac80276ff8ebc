using System.Data.Common;
using System.Text.Json;
using Microsoft.Data.SqlClient;

namespace Pragmatika.Engine.Data.Store.SqlServer;

/// <summary>SQL Server 2016 or later (OPENJSON). Key columns compare by bytes, so the list is brought to their collation.</summary>
internal sealed class SqlServerHotTables(string connectionString) : ServerHotTables
{
    public const string KeyCollation = "Latin1_General_100_BIN2";

    protected override async Task<DbConnection> OpenAsync(CancellationToken cancellationToken)
    {
        var connection = new SqlConnection(connectionString);
        await connection.OpenAsync(cancellationToken);
        return connection;
    }

    protected override string IsListed(string column) =>
        $"{column} IN (SELECT listed.item COLLATE {KeyCollation} FROM OPENJSON(@list) WITH (item nvarchar(400) '$') listed)";

    protected override DbParameter List(IReadOnlyCollection<string> values) =>
        new SqlParameter("@list", System.Data.SqlDbType.NVarChar, -1) { Value = JsonSerializer.Serialize(values) };

    protected override DbParameter Number(string name, int value) => new SqlParameter("@" + name, System.Data.SqlDbType.Int) { Value = value };

    protected override IHotWrite Writer(DbConnection connection, DbTransaction transaction) =>
        new SqlServerHotWrite((SqlConnection)connection, (SqlTransaction)transaction);
}
