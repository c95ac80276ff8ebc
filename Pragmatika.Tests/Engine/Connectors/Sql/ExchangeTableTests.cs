using System.Data.Common;
using System.Globalization;
using Pragmatika.Engine.Connectors.Sql;
using Pragmatika.Tests.Support;

namespace Pragmatika.Tests.Engine.Connectors.Sql;

public sealed class ExchangeTableTests
{
    private static readonly IReadOnlyList<string> RowId = ["RowId"];
    private static readonly SqlRead ByVersion = new() { Table = ExchangeTable.Name, Key = RowId, CursorColumn = "RowVer", PageRows = 2 };

    [Theory, OnSqlite, OnPostgreSql, OnSqlServer]
    public async Task Create_Twice_MakesTheSameTableAndKeepsItsRows(SqlEngine engine)
    {
        await using var side = await WithRowsAsync(engine, 2);

        await ExchangeTable.CreateAsync(engine, side.Database.ConnectionString, default);

        var table = await side.Connector.DescribeAsync(ExchangeTable.Name, default);
        table.Columns.Should().HaveCount(63);
        table.Columns[0].Should().BeEquivalentTo(new { Name = "RowId", IsKey = true, IsNullable = false });
        (await side.Connector.TablesAsync(default)).Should().ContainSingle(found => found.Name == table.Name);
        (await side.Connector.CountAsync(ByVersion, default)).Should().Be(2);
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Scripts_NameTheSameColumns(SqlEngine engine)
    {
        await using var side = await WithRowsAsync(engine, 0);
        var columns = (await side.Connector.DescribeAsync(ExchangeTable.Name, default)).Columns.Select(column => column.Name).ToList();

        foreach (var column in columns)
        {
            ExchangeTable.Script(SqlEngine.SqlServer).Should().Contain($"[{column}]");
        }
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Version_OurOwnWriteBack_DoesNotComeBackAsAChange(SqlEngine engine)
    {
        await using var side = await WithRowsAsync(engine, 3);
        var after = (await side.ReadPagesAsync(ByVersion))[^1].Next;

        var set = await side.Connector.WriteBackAsync(
            ExchangeTable.Name,
            RowId,
            ["B24ContactId", "B24Stage", "SyncStatus", "SyncError", "SyncAt", "RowHash"],
            [new("1", [17, "C1:NEW", 2, null, new DateTime(2026, 1, 2), new byte[32]]), new("2", [18, "C1:NEW", 3, "why", null, null])],
            new HashSet<string>(),
            null,
            default);
        await side.Database.SettleAsync();

        set.Should().Be(2);
        (await side.ReadAllAsync(ByVersion with { After = after })).Should().BeEmpty();
    }

    [Theory, OnSqlite, OnPostgreSql, OnSqlServer]
    public async Task Version_ChangeBy1C_ComesBackOnceAndIsNewAgain(SqlEngine engine)
    {
        await using var side = await WithRowsAsync(engine, 3);
        await side.ExecuteAsync($"UPDATE {side.Name("B24_Exchange")} SET {side.Name("SyncStatus")} = 2");
        await side.Database.SettleAsync();
        var after = (await side.ReadPagesAsync(ByVersion))[^1].Next;

        await side.ExecuteAsync($"UPDATE {side.Name("B24_Exchange")} SET {side.Name("Phone1")} = '8 907 000-00-01' WHERE {side.Name("RowId")} = 2");
        await side.Database.SettleAsync();

        var pages = await side.ReadPagesAsync(ByVersion with { After = after });
        var row = pages.SelectMany(page => page.Rows).Should().ContainSingle().Which;
        row.Key.Should().Be("2");
        row["SyncStatus"].Should().Be(0L);
        (await side.ReadAllAsync(ByVersion with { After = pages[^1].Next })).Should().BeEmpty();
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Version_RewritingTheSameValues_IsNoChange(SqlEngine engine)
    {
        await using var side = await WithRowsAsync(engine, 3);
        var after = (await side.ReadPagesAsync(ByVersion))[^1].Next;

        await side.ExecuteAsync("""UPDATE "B24_Exchange" SET "Phone1" = "Phone1", "LastName" = "LastName" """);
        await side.Database.SettleAsync();

        (await side.ReadAllAsync(ByVersion with { After = after })).Should().BeEmpty();
    }

    [Theory, OnSqlite, OnPostgreSql, OnSqlServer]
    public async Task Version_EveryChange_SortsAsText(SqlEngine engine)
    {
        await using var side = await WithRowsAsync(engine, 0);
        for (var row = 1; row <= 12; row++)
        {
            await InsertAsync(side, row);
        }

        await side.Database.SettleAsync();
        var rows = await side.ReadAllAsync(ByVersion);

        rows.Select(row => row.Key).Should().Equal(Enumerable.Range(1, 12).Select(row => row.ToString(CultureInfo.InvariantCulture)));
        rows.Select(row => row.Version!).Should().BeInAscendingOrder(StringComparer.Ordinal).And.OnlyHaveUniqueItems();
    }

    /// <summary>The trap: B commits while the older A is still open; a cursor that had moved past A's version would never see A's row.</summary>
    [Theory, OnPostgreSql, OnSqlServer]
    public async Task Version_LongTransaction_DelaysRowsAndLosesNone(SqlEngine engine)
    {
        await using var side = await WithRowsAsync(engine, 1);
        await using var slow = await side.Database.OpenAsync();
        await using var transaction = await slow.BeginTransactionAsync();
        await ExecuteAsync(slow, transaction, Insert(side, 2));
        await InsertAsync(side, 3);

        var during = await side.ReadPagesAsync(ByVersion);
        await transaction.CommitAsync();
        await side.Database.SettleAsync();
        var afterwards = await side.ReadAllAsync(ByVersion with { After = during[^1].Next });

        during.SelectMany(page => page.Rows).Select(row => row.Key).Should().Equal("1");
        afterwards.Select(row => row.Key).Should().Equal("2", "3");
    }

    [PostgreSqlFact]
    public async Task Version_PositionOfAnotherCluster_IsRefused()
    {
        await using var side = await WithRowsAsync(SqlEngine.PostgreSql, 1);
        var foreign = (await side.ReadPagesAsync(ByVersion))[^1].Next.Replace("[\"c\",\"i", "[\"c\",\"i9000000", StringComparison.Ordinal);

        var reading = () => side.ReadAllAsync(ByVersion with { After = foreign });

        (await reading.Should().ThrowAsync<SqlSideException>()).Which.Message.Should().Contain("полный обмен");
    }

    private static async Task<SqlSide> WithRowsAsync(SqlEngine engine, int rows)
    {
        var side = new SqlSide(await TestDatabase.CreateAsync(engine));
        await ExchangeTable.CreateAsync(engine, side.Database.ConnectionString, default);
        for (var row = 1; row <= rows; row++)
        {
            await InsertAsync(side, row);
        }

        await side.Database.SettleAsync();
        return side;
    }

    private static Task InsertAsync(SqlSide side, int row) => side.ExecuteAsync(Insert(side, row));

    private static string Insert(SqlSide side, int row) => string.Create(
        CultureInfo.InvariantCulture,
        $"INSERT INTO {side.Name("B24_Exchange")} ({side.Name("ExtId")}, {side.Name("EntityKind")}, {side.Name("Phone1")}) VALUES ('00000000-0000-0000-0000-{row:D12}', 'ORDER', '+7 907 000-00-00')");

    private static async Task ExecuteAsync(DbConnection connection, DbTransaction transaction, string sql)
    {
        await using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }
}
