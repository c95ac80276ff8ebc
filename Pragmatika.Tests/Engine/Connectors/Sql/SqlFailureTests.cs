using System.Net;
using System.Net.Sockets;
using Npgsql;
using Pragmatika.Engine.Connectors.Sql;
using Pragmatika.Engine.Mapping;
using Pragmatika.Tests.Support;

namespace Pragmatika.Tests.Engine.Connectors.Sql;

public sealed class SqlFailureTests
{
    private static readonly SqlRead Visits = new() { Table = "Visits", Key = SqlSide.Id, PageRows = 2 };

    [Theory, OnSqlite, OnPostgreSql, OnSqlServer]
    public async Task Test_WorkingConnection_TellsTheServer(SqlEngine engine)
    {
        await using var side = await SqlSide.WithVisitsAsync(engine, rows: 0);

        var check = await side.Connector.TestAsync(default);

        check.Works.Should().BeTrue(check.Message);
        check.ServerVersion.Should().MatchRegex("[0-9]+");
    }

    [Fact]
    public async Task Test_SqliteFileThatIsNotThere_IsUnreachableAndNotCreated()
    {
        var path = Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString("N") + ".db");
        var connector = new SqlConnectorFactory().Create(SqlEngine.Sqlite, "Data Source=" + path, new Formats());

        (await connector.TestAsync(default)).Works.Should().BeFalse();
        (await Failure(() => connector.TablesAsync(default))).Kind.Should().Be(SqlSideKind.Unreachable);
        File.Exists(path).Should().BeFalse();
    }

    [Fact]
    public async Task Test_FileThatIsNoDatabase_IsUnreachable()
    {
        var path = Path.GetTempFileName();
        await File.WriteAllTextAsync(path, new string('x', 4096));

        var check = await new SqlConnectorFactory().Create(SqlEngine.Sqlite, "Data Source=" + path, new Formats()).TestAsync(default);

        check.Works.Should().BeFalse();
        check.Message.Should().Contain("SQLite");
        File.Delete(path);
    }

    [Theory]
    [InlineData(SqlEngine.PostgreSql, "Host=127.0.0.1;Port={0};Username=u;Password=secret-word;Database=d;Timeout=5")]
    [InlineData(SqlEngine.SqlServer, "Server=tcp:127.0.0.1,{0};User Id=u;Password=secret-word;Database=d;Connect Timeout=2;ConnectRetryCount=0;Encrypt=false")]
    public async Task Test_NobodyListens_IsUnreachableAndKeepsSecrets(SqlEngine engine, string connectionString)
    {
        var connector = new SqlConnectorFactory().Create(engine, string.Format(null, connectionString, FreePort()), new Formats());

        var check = await connector.TestAsync(default);
        var failure = await Failure(() => connector.DescribeAsync("Visits", default));

        check.Works.Should().BeFalse();
        failure.Kind.Should().Be(SqlSideKind.Unreachable);
        failure.ToString().Should().NotContain("secret-word");
    }

    [Theory]
    [InlineData(SqlEngine.PostgreSql)]
    [InlineData(SqlEngine.SqlServer)]
    [InlineData(SqlEngine.Sqlite)]
    public async Task Test_MalformedConnectionString_IsToldWithoutQuotingIt(SqlEngine engine)
    {
        var connector = new SqlConnectorFactory().Create(engine, "Passwrd=secret-word", new Formats());

        var failure = await Failure(() => connector.TablesAsync(default));

        failure.ToString().Should().NotContain("secret-word").And.NotContain("Passwrd");
        failure.Message.Should().Contain("Строка подключения");
    }

    [PostgreSqlFact]
    public async Task Test_WrongPassword_IsUnauthorized()
    {
        await using var database = await TestDatabase.CreateAsync(SqlEngine.PostgreSql);
        var role = "reader_" + Guid.NewGuid().ToString("N")[..8];
        await database.ExecuteAsync($"CREATE ROLE {role} LOGIN PASSWORD 'right-word'");
        var wrong = new NpgsqlConnectionStringBuilder(database.ConnectionString) { Username = role, Password = "wrong-word", Pooling = false };
        try
        {
            var failure = await Failure(() => new SqlConnectorFactory().Create(SqlEngine.PostgreSql, wrong.ToString(), new Formats()).TablesAsync(default));

            failure.Kind.Should().Be(SqlSideKind.Unauthorized);
            failure.ToString().Should().NotContain("wrong-word");
        }
        finally
        {
            await database.ExecuteAsync($"DROP ROLE {role}");
        }
    }

    [PostgreSqlFact]
    public async Task Read_NoRightToTheTable_IsUnauthorized()
    {
        await using var side = await SqlSide.WithVisitsAsync(SqlEngine.PostgreSql, rows: 1);
        var role = "reader_" + Guid.NewGuid().ToString("N")[..8];
        await side.ExecuteAsync($"CREATE ROLE {role} LOGIN PASSWORD 'right-word'");
        var stranger = new NpgsqlConnectionStringBuilder(side.Database.ConnectionString) { Username = role, Password = "right-word", Pooling = false };
        try
        {
            var connector = new SqlConnectorFactory().Create(SqlEngine.PostgreSql, stranger.ToString(), new Formats());

            (await Failure(() => connector.SampleAsync("Visits", SqlSide.Id, 1, default))).Kind.Should().Be(SqlSideKind.Unauthorized);
        }
        finally
        {
            await side.ExecuteAsync($"DROP ROLE {role}");
        }
    }

    [PostgreSqlFact]
    public async Task Test_DatabaseThatIsNotThere_SaysSo()
    {
        await using var database = await TestDatabase.CreateAsync(SqlEngine.PostgreSql);
        var other = new NpgsqlConnectionStringBuilder(database.ConnectionString) { Database = "no_such_database" };

        var check = await new SqlConnectorFactory().Create(SqlEngine.PostgreSql, other.ToString(), new Formats()).TestAsync(default);

        check.Works.Should().BeFalse();
        check.Message.Should().Contain("базы нет");
    }

    [Theory, OnSqlite, OnPostgreSql, OnSqlServer]
    public async Task Read_TableThatIsNotThere_NamesIt(SqlEngine engine)
    {
        await using var side = await SqlSide.WithVisitsAsync(engine, rows: 0);

        var failure = await Failure(() => side.ReadAllAsync(Visits with { Table = "Visit" }));

        failure.Kind.Should().Be(SqlSideKind.TableMissing);
        failure.Message.Should().Contain("Visit");
    }

    [Theory, OnSqlite, OnPostgreSql, OnSqlServer]
    public async Task Read_ColumnThatIsNotThere_NamesItBeforeTheFirstPage(SqlEngine engine)
    {
        await using var side = await SqlSide.WithVisitsAsync(engine, rows: 3);

        foreach (var read in (SqlRead[])[Visits with { Columns = ["Gone"] }, Visits with { Key = ["Gone"] }, Visits with { CursorColumn = "Gone" }, Visits with { Status = new("Gone", 1) }])
        {
            var failure = await Failure(() => side.ReadAllAsync(read));
            failure.Kind.Should().Be(SqlSideKind.ColumnMissing);
            failure.Message.Should().Contain("Gone");
        }
    }

    [Theory, OnSqlite, OnPostgreSql, OnSqlServer]
    public async Task Read_TableDroppedBetweenPages_IsTableMissing(SqlEngine engine)
    {
        await using var side = await SqlSide.WithVisitsAsync(engine, rows: 5);

        var failure = await FailureAfterFirstPage(side, $"DROP TABLE {side.Name("Visits")}");

        failure.Kind.Should().Be(SqlSideKind.TableMissing);
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Read_ColumnRenamedBetweenPages_IsColumnMissing(SqlEngine engine)
    {
        await using var side = await SqlSide.WithVisitsAsync(engine, rows: 9);

        var failure = await FailureAfterFirstPage(side, """ALTER TABLE "Visits" RENAME COLUMN "Note" TO "Remark" """);

        failure.Kind.Should().Be(SqlSideKind.ColumnMissing);
    }

    [Theory, OnSqlite, OnPostgreSql, OnSqlServer]
    public async Task WriteBack_ColumnRenamed_IsColumnMissing(SqlEngine engine)
    {
        await using var side = await SqlSide.WithVisitsAsync(engine, rows: 1);

        var failure = await Failure(() => side.Connector.WriteBackAsync("Visits", SqlSide.Id, ["B24Id"], [new("1", [5])], new HashSet<string>(), null, default));

        failure.Kind.Should().Be(SqlSideKind.ColumnMissing);
    }

    [Fact]
    public async Task WriteBack_SqliteLockedByAnother_IsBusy()
    {
        await using var side = await SqlSide.WithVisitsAsync(SqlEngine.Sqlite, rows: 1);
        var connector = new SqlConnectorFactory().Create(SqlEngine.Sqlite, side.Database.ConnectionString + ";Default Timeout=1", new Formats());
        await using var other = await side.Database.OpenAsync();
        await using var transaction = await other.BeginTransactionAsync();

        var failure = await Failure(() => connector.WriteBackAsync("Visits", SqlSide.Id, ["Note"], [new("1", ["x"])], new HashSet<string>(), null, default));

        failure.Kind.Should().Be(SqlSideKind.Busy);
    }

    [Theory, OnSqlite, OnPostgreSql, OnSqlServer]
    public async Task Read_Cancelled_StopsWithCancellation(SqlEngine engine)
    {
        await using var side = await SqlSide.WithVisitsAsync(engine, rows: 5);
        using var stop = new CancellationTokenSource();

        var reading = async () =>
        {
            await foreach (var page in side.Connector.ReadAsync(Visits, stop.Token))
            {
                await stop.CancelAsync();
            }
        };

        await reading.Should().ThrowAsync<OperationCanceledException>();
    }

    private static async Task<SqlSideException> FailureAfterFirstPage(SqlSide side, string sql) => await Failure(async () =>
    {
        await foreach (var page in side.Connector.ReadAsync(Visits, default))
        {
            if (page.Rows[0].Key == "1")
            {
                await side.ExecuteAsync(sql);
            }
        }
    });

    private static async Task<SqlSideException> Failure(Func<Task> action) => (await action.Should().ThrowAsync<SqlSideException>()).Which;

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
