using System.Globalization;
using Pragmatika.Engine.Connectors.Sql;
using Pragmatika.Tests.Support;

namespace Pragmatika.Tests.Engine.Connectors.Sql;

public sealed class SqlWriteBackTests
{
    private static readonly HashSet<string> Nothing = [];

    [Theory, OnSqlite, OnPostgreSql, OnSqlServer]
    public async Task WriteBack_ManyRows_SetsNamedColumnsOnly(SqlEngine engine)
    {
        await using var side = await SqlSide.WithVisitsAsync(engine, rows: 60);
        var updates = Enumerable.Range(2, 60).Select(id => new RowUpdate($"{id}", [2, $"n{id}", 7.25m, true, new DateTime(2026, 2, 3, 4, 5, 6)])).ToList();

        var set = await side.Connector.WriteBackAsync("Visits", SqlSide.Id, ["Status", "Note", "Sum", "IsDone", "At"], updates, Nothing, null, default);

        set.Should().Be(59, "row 61 does not exist");
        var rows = await side.ReadAllAsync(new() { Table = "Visits", Key = SqlSide.Id });
        rows[0]["Status"].Should().Be(0L, "row 1 was not named");
        rows[59]["Status"].Should().Be(2L);
        rows[59]["Note"].Should().Be("n60");
        Convert.ToDecimal(rows[59]["Sum"], CultureInfo.InvariantCulture).Should().Be(7.25m);
        rows[59]["Name"].Should().Be("Name 60");
        Convert.ToDateTime(rows[59]["At"], CultureInfo.InvariantCulture).Should().Be(new(2026, 2, 3, 4, 5, 6));
    }

    [Theory, OnSqlite, OnPostgreSql, OnSqlServer]
    public async Task WriteBack_Null_ClearsTheColumn(SqlEngine engine)
    {
        await using var side = await SqlSide.WithVisitsAsync(engine, rows: 1);

        await side.Connector.WriteBackAsync("Visits", SqlSide.Id, ["Status"], [new("1", [null])], Nothing, null, default);

        (await side.ReadAllAsync(new() { Table = "Visits", Key = SqlSide.Id }))[0]["Status"].Should().BeNull();
    }

    [Theory, OnSqlite, OnPostgreSql, OnSqlServer]
    public async Task WriteBack_OnlyWhere_LeavesRowsThatMovedOn(SqlEngine engine)
    {
        await using var side = await SqlSide.WithVisitsAsync(engine, rows: 4);
        (await side.Connector.ClaimAsync("Visits", "Status", 0, 1, default)).Should().Be(4);
        await side.ExecuteAsync($"UPDATE {side.Name("Visits")} SET {side.Name("Status")} = 0 WHERE {side.Name("Id")} = 2");
        var updates = Enumerable.Range(1, 4).Select(id => new RowUpdate($"{id}", [2L])).ToList();

        var set = await side.Connector.WriteBackAsync("Visits", SqlSide.Id, ["Status"], updates, Nothing, new("Status", 1), default);

        set.Should().Be(3);
        (await side.ReadAllAsync(new() { Table = "Visits", Key = SqlSide.Id, Status = new("Status", 0) }))
            .Should().ContainSingle().Which.Key.Should().Be("2");
    }

    [Theory]
    [OnSqlite("varchar(10)"), OnSqlite("INTEGER"), OnSqlite("numeric(3,0)")]
    [OnPostgreSql("varchar(10)"), OnPostgreSql("text"), OnPostgreSql("char(4)"), OnPostgreSql("smallint"), OnPostgreSql("numeric(3,0)")]
    [OnSqlServer("varchar(10)"), OnSqlServer("nvarchar(10)"), OnSqlServer("tinyint"), OnSqlServer("numeric(3,0)")]
    public async Task Queue_StatusColumnOfAnyType_IsClaimedReadAndSet(SqlEngine engine, string type)
    {
        await using var side = new SqlSide(await TestDatabase.CreateAsync(engine));
        await side.ExecuteAsync($"CREATE TABLE {side.Name("Queue")} ({side.Name("Id")} int NOT NULL PRIMARY KEY, {side.Name("Status")} {type})");
        await side.ExecuteAsync($"INSERT INTO {side.Name("Queue")} VALUES (1, '0'), (2, '0'), (3, '0'), (4, '2')");

        (await side.Connector.ClaimAsync("Queue", "Status", 0, 1, default)).Should().Be(3);
        var claimed = await side.ReadAllAsync(new() { Table = "Queue", Key = SqlSide.Id, Status = new("Status", 1) });
        await side.ExecuteAsync($"UPDATE {side.Name("Queue")} SET {side.Name("Status")} = '0' WHERE {side.Name("Id")} = 2");
        var set = await side.Connector.WriteBackAsync(
            "Queue", SqlSide.Id, ["Status"], [.. claimed.Select(row => new RowUpdate(row.Key, [2]))], Nothing, new("Status", 1), default);

        claimed.Select(row => row.Key).Should().Equal("1", "2", "3");
        set.Should().Be(2, "row 2 is new again");
        (await side.ReadAllAsync(new() { Table = "Queue", Key = SqlSide.Id }))
            .Select(row => Convert.ToString(row["Status"], CultureInfo.InvariantCulture)!.Trim()).Should().Equal("2", "0", "2", "2");
    }

    [Theory, OnSqlite, OnPostgreSql, OnSqlServer]
    public async Task WriteBack_LongText_IsCutOnlyWhereAllowed(SqlEngine engine)
    {
        await using var side = await SqlSide.WithVisitsAsync(engine, rows: 2);
        var updates = new List<RowUpdate> { new("1", ["123456789\U0001F697 and more"]) };

        await side.Connector.WriteBackAsync("Visits", SqlSide.Id, ["Note"], updates, new HashSet<string> { "note" }, null, default);
        var refused = () => side.Connector.WriteBackAsync("Visits", SqlSide.Id, ["Note"], updates, Nothing, null, default);

        (await side.ReadAllAsync(new() { Table = "Visits", Key = SqlSide.Id }))[0]["Note"].Should().Be("123456789", "half a surrogate pair is not text");
        var failure = (await refused.Should().ThrowAsync<SqlSideException>()).Which;
        failure.Kind.Should().Be(SqlSideKind.ValueDoesNotFit);
        failure.Message.Should().Contain("Note").And.NotContain("123456789");
    }

    [Theory, OnSqlite, OnPostgreSql, OnSqlServer]
    public async Task WriteBack_ValueOfAnotherType_IsRefusedAndNothingIsWritten(SqlEngine engine)
    {
        await using var side = await SqlSide.WithVisitsAsync(engine, rows: 2);

        var writing = () => side.Connector.WriteBackAsync("Visits", SqlSide.Id, ["Status"], [new("1", [2]), new("2", ["word"])], Nothing, null, default);

        (await writing.Should().ThrowAsync<SqlSideException>()).Which.Kind.Should().Be(SqlSideKind.ValueDoesNotFit);
        (await side.ReadAllAsync(new() { Table = "Visits", Key = SqlSide.Id })).Should().OnlyContain(row => (long)row["Status"]! == 0);
    }

    [Theory, OnSqlite, OnPostgreSql, OnSqlServer]
    public async Task WriteBack_PaddedTextKey_FindsTheRow(SqlEngine engine)
    {
        await using var side = new SqlSide(await TestDatabase.CreateAsync(engine));
        await side.ExecuteAsync($"CREATE TABLE {side.Name("Orders")} ({side.Name("No")} varchar(10) NOT NULL, {side.Name("Status")} int)");
        await side.ExecuteAsync($"INSERT INTO {side.Name("Orders")} VALUES ('A1   ', 0), ('A2', 0), ('A3 x', 0)");
        var keys = (await side.ReadAllAsync(new() { Table = "Orders", Key = ["No"] })).Select(row => row.Key).ToList();

        var set = await side.Connector.WriteBackAsync("Orders", ["No"], ["Status"], [.. keys.Select(key => new RowUpdate(key, [2]))], Nothing, null, default);

        keys.Should().Equal("A1", "A2", "A3 x");
        set.Should().Be(3);
    }

    [Theory, OnSqlite, OnPostgreSql, OnSqlServer]
    public async Task WriteBack_SameKeyTwice_LastWins(SqlEngine engine)
    {
        await using var side = await SqlSide.WithVisitsAsync(engine, rows: 1);

        var set = await side.Connector.WriteBackAsync("Visits", SqlSide.Id, ["Note"], [new("1", ["old"]), new("1", ["new"])], Nothing, null, default);

        set.Should().Be(1);
        (await side.ReadAllAsync(new() { Table = "Visits", Key = SqlSide.Id }))[0]["Note"].Should().Be("new");
    }
}
