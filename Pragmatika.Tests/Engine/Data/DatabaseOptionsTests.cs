using Pragmatika.Engine.Connectors.Sql;
using Pragmatika.Engine.Data;

namespace Pragmatika.Tests.Engine.Data;

public sealed class DatabaseOptionsTests
{
    [Theory]
    [InlineData(SqlEngine.Sqlite, "Data Source=portal.db", true)]
    [InlineData(SqlEngine.PostgreSql, "Host=db;Database=portal;Username=u;Password=p", true)]
    [InlineData(SqlEngine.SqlServer, "Server=db;Database=portal;User Id=u;Password=p", true)]
    [InlineData(SqlEngine.PostgreSql, "Database=portal", false)]
    [InlineData(SqlEngine.PostgreSql, "Data Source=portal.db;Nonsense=Tr0ub4dor", false)]
    [InlineData(SqlEngine.Sqlite, "Host=db;Password=Tr0ub4dor", false)]
    [InlineData(SqlEngine.SqlServer, "Tr0ub4dor", false)]
    public void ConnectionString_ForItsEngine_IsCheckedWithoutTellingIt(SqlEngine engine, string connectionString, bool isGood)
    {
        var result = new ConnectionStringValidator().Validate(null, new DatabaseOptions { Engine = engine, ConnectionString = connectionString });

        result.Succeeded.Should().Be(isGood);
        (result.FailureMessage ?? string.Empty).Should().NotContain("Tr0ub4dor");
    }
}
