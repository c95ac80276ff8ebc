using Pragmatika.Engine.Connectors.Sql;
using Pragmatika.Tests.Support;

namespace Pragmatika.Tests.Engine.Connectors.Sql;

public sealed class SqlReadTests
{
    [Theory, OnSqlite, OnPostgreSql, OnSqlServer]
    public async Task Read_ByKey_YieldsEveryRowOnceInOrder(SqlEngine engine)
    {
        await using var side = await SqlSide.WithVisitsAsync(engine, rows: 25);

        var pages = await side.ReadPagesAsync(new() { Table = "Visits", Key = SqlSide.Id, PageRows = 10 });

        pages.Select(page => page.Rows.Count).Should().Equal(10, 10, 5);
        pages.SelectMany(page => page.Rows).Select(row => row.Key).Should().Equal(Enumerable.Range(1, 25).Select(id => $"{id}"));
        pages[0].Rows[0].Version.Should().BeNull();
    }

    [Theory, OnSqlite, OnPostgreSql, OnSqlServer]
    public async Task Read_Row_HoldsProviderValuesByColumnName(SqlEngine engine)
    {
        await using var side = await SqlSide.WithVisitsAsync(engine, rows: 2);

        var row = (await side.ReadAllAsync(new() { Table = "Visits", Key = SqlSide.Id })).Last();

        row["id"].Should().Be(2L);
        row["Name"].Should().Be("Name 2");
        Convert.ToDecimal(row["Sum"], null).Should().Be(2.5m);
        row["Note"].Should().BeNull();
        row["No such column"].Should().BeNull();
        row["At"].Should().Be(engine == SqlEngine.Sqlite ? "2026-01-03 10:00:00" : new DateTime(2026, 1, 3, 10, 0, 0));
        row["IsDone"].Should().Be(engine == SqlEngine.Sqlite ? 1L : true);
    }

    [Theory, OnSqlite, OnPostgreSql, OnSqlServer]
    public async Task Read_ByTextsOfOtherColumns_YieldsEveryRowThatCarriesOne(SqlEngine engine)
    {
        await using var side = await SqlSide.WithVisitsAsync(engine, rows: 12, ties: 5);
        await side.ExecuteAsync($"UPDATE {side.Name("Visits")} SET {side.Name("Note")} = 'padded  ' WHERE {side.Name("Id")} IN (3, 9)");
        await side.ExecuteAsync($"UPDATE {side.Name("Visits")} SET {side.Name("Note")} = 'shared' WHERE {side.Name("Id")} = 4");

        var byNumber = await side.ReadAllAsync(new() { Table = "Visits", Key = SqlSide.Id, OnlyKeys = ["1", "77"], OnlyKeysOf = ["Ver"] });
        var byText = await side.ReadAllAsync(new() { Table = "Visits", Key = SqlSide.Id, OnlyKeys = ["shared", "padded", "nobody"], OnlyKeysOf = ["Note"] });
        var byTwo = await side.ReadAllAsync(new() { Table = "Visits", Key = SqlSide.Id, OnlyKeys = ["1|Name 7"], OnlyKeysOf = ["Ver", "Name"] });

        byNumber.Select(row => row.Key).Should().Equal("5", "6", "7", "8", "9");
        byText.Select(row => row.Key).Should().BeEquivalentTo("3", "4", "9");
        byTwo.Select(row => row.Key).Should().Equal("7");
    }

    [Theory, OnSqlite, OnPostgreSql, OnSqlServer]
    public async Task Read_ExactlyOnePage_EndsWithoutAnEmptyOne(SqlEngine engine)
    {
        await using var side = await SqlSide.WithVisitsAsync(engine, rows: 10);

        var pages = await side.ReadPagesAsync(new() { Table = "Visits", Key = SqlSide.Id, PageRows = 10 });

        pages.Should().ContainSingle();
    }

    [Theory, OnSqlite, OnPostgreSql, OnSqlServer]
    public async Task Read_EmptyTable_YieldsNothing(SqlEngine engine)
    {
        await using var side = await SqlSide.WithVisitsAsync(engine, rows: 0);

        (await side.ReadPagesAsync(new() { Table = "Visits", Key = SqlSide.Id, CursorColumn = "Ver" })).Should().BeEmpty();
    }

    [Theory]
    [OnSqlite(1), OnSqlite(3), OnSqlite(7), OnPostgreSql(1), OnPostgreSql(3), OnPostgreSql(7), OnSqlServer(3)]
    public async Task Read_ByCursorWithTies_ResumesAtEveryPageBorder(SqlEngine engine, int pageRows)
    {
        await using var side = await SqlSide.WithVisitsAsync(engine, rows: 23, ties: 5);
        var read = new SqlRead { Table = "Visits", Key = SqlSide.Id, CursorColumn = "Ver", PageRows = pageRows };
        var whole = await side.ReadAllAsync(read);
        whole.Select(row => row.Key).Should().Equal(Enumerable.Range(1, 23).Select(id => $"{id}"));

        var read1 = 0;
        foreach (var page in await side.ReadPagesAsync(read))
        {
            read1 += page.Rows.Count;
            var rest = await side.ReadAllAsync(read with { After = page.Next });
            rest.Select(row => row.Key).Should().Equal(whole.Skip(read1).Select(row => row.Key));
        }

        whole.Select(row => row.Version!).Should().BeInAscendingOrder(StringComparer.Ordinal);
    }

    [Theory, OnSqlite, OnPostgreSql, OnSqlServer]
    public async Task Read_ByTime_ReadsTheOverlapAgainAndNeverMovesThePositionBack(SqlEngine engine)
    {
        await using var side = await SqlSide.WithVisitsAsync(engine, rows: 19);
        var read = new SqlRead { Table = "Visits", Key = SqlSide.Id, CursorColumn = "At", Overlap = TimeSpan.FromDays(2), PageRows = 2 };
        var last = (await side.ReadPagesAsync(read))[^1].Next;

        var again = await side.ReadPagesAsync(read with { After = last });

        again.SelectMany(page => page.Rows).Select(row => row.Key).Should().Equal("17", "18", "19");
        again.Should().OnlyContain(page => page.Next == last);
    }

    [Theory, OnSqlite, OnPostgreSql, OnSqlServer]
    public async Task Read_ByTime_LeavesRowsOfTheFutureForLater(SqlEngine engine)
    {
        await using var side = await SqlSide.WithVisitsAsync(engine, rows: 3);
        await side.ExecuteAsync($"UPDATE {side.Name("Visits")} SET {side.Name("At")} = '3999-12-31 00:00:00' WHERE {side.Name("Id")} = 1");

        var rows = await side.ReadAllAsync(new() { Table = "Visits", Key = SqlSide.Id, CursorColumn = "At" });

        rows.Select(row => row.Key).Should().Equal("2", "3");
    }

    [Theory, OnSqlite, OnPostgreSql, OnSqlServer]
    public async Task Read_ByStatus_YieldsOnlyThatStatus(SqlEngine engine)
    {
        await using var side = await SqlSide.WithVisitsAsync(engine, rows: 9);
        await side.ExecuteAsync($"UPDATE {side.Name("Visits")} SET {side.Name("Status")} = 1 WHERE {side.Name("Id")} IN (2, 5)");
        var read = new SqlRead { Table = "Visits", Key = SqlSide.Id, Status = new("Status", 1) };

        (await side.ReadAllAsync(read)).Select(row => row.Key).Should().Equal("2", "5");
        (await side.Connector.CountAsync(read, default)).Should().Be(2);
    }

    [Theory, OnSqlite, OnPostgreSql, OnSqlServer]
    public async Task Read_OnlyKeys_FindsThemAndKeepsThePosition(SqlEngine engine)
    {
        await using var side = await SqlSide.WithVisitsAsync(engine, rows: 9);
        var read = new SqlRead { Table = "Visits", Key = SqlSide.Id, CursorColumn = "Ver", OnlyKeys = ["7", "3", "no number", "100"], After = "kept" };

        var pages = await side.ReadPagesAsync(read);

        pages.SelectMany(page => page.Rows).Select(row => row.Key).Should().Equal("3", "7");
        pages.Should().OnlyContain(page => page.Next == "kept");
        (await side.Connector.CountAsync(read, default)).Should().Be(2);
    }

    [Theory, OnSqlite, OnPostgreSql, OnSqlServer]
    public async Task Read_ChosenColumns_AddsKeyAndCursor(SqlEngine engine)
    {
        await using var side = await SqlSide.WithVisitsAsync(engine, rows: 1);

        var pages = await side.ReadPagesAsync(new() { Table = "visits", Key = ["id"], Columns = ["name"], CursorColumn = "ver" });

        pages[0].Shape.Columns.Should().Equal("Name", "Id", "Ver");
    }

    [Theory, OnSqlite, OnPostgreSql, OnSqlServer]
    public async Task Read_CompositeTextKey_RoundTripsThroughOnlyKeys(SqlEngine engine)
    {
        await using var side = new SqlSide(await TestDatabase.CreateAsync(engine));
        await side.ExecuteAsync($"CREATE TABLE {side.Name("Orders")} ({side.Name("Kind")} varchar(8) NOT NULL, {side.Name("No")} char(10) NOT NULL)");
        await side.ExecuteAsync($"INSERT INTO {side.Name("Orders")} VALUES ('A|B', 'C\\'), ('A', 'B|C'), ('A', 'X   ')");
        var read = new SqlRead { Table = "Orders", Key = ["Kind", "No"], PageRows = 1 };

        var keys = (await side.ReadAllAsync(read)).Select(row => row.Key).ToList();

        keys.Should().BeEquivalentTo("A\\|B|C\\\\", "A|B\\|C", "A|X");
        foreach (var key in keys)
        {
            (await side.ReadAllAsync(read with { OnlyKeys = [key] })).Should().ContainSingle().Which.Key.Should().Be(key);
        }
    }

    [Theory]
    [OnSqlite(2), OnSqlite(3), OnPostgreSql(2), OnPostgreSql(3), OnSqlServer(2)]
    public async Task Read_RepeatedKey_IsRefusedEvenAcrossPages(SqlEngine engine, int pageRows)
    {
        await using var side = await SqlSide.WithVisitsAsync(engine, rows: 4);
        await side.ExecuteAsync($"UPDATE {side.Name("Visits")} SET {side.Name("Name")} = 'Name 2' WHERE {side.Name("Id")} = 3");

        var reading = () => side.ReadAllAsync(new() { Table = "Visits", Key = ["Name"], PageRows = pageRows });

        var failure = (await reading.Should().ThrowAsync<SqlSideException>()).Which;
        failure.Kind.Should().Be(SqlSideKind.DuplicateKey);
        failure.Message.Should().Contain("Name").And.NotContain("Name 2");
    }

    [Theory, OnSqlite, OnPostgreSql, OnSqlServer]
    public async Task Read_EmptyVersionOrKey_IsRefusedInsteadOfSkipped(SqlEngine engine)
    {
        await using var side = await SqlSide.WithVisitsAsync(engine, rows: 4);

        var reading = () => side.ReadAllAsync(new() { Table = "Visits", Key = SqlSide.Id, CursorColumn = "Note" });

        (await reading.Should().ThrowAsync<SqlSideException>()).Which.Message.Should().Contain("Note");
    }

    [Theory, OnSqlite, OnPostgreSql, OnSqlServer]
    public async Task Read_PositionOfAnotherOrder_IsRefused(SqlEngine engine)
    {
        await using var side = await SqlSide.WithVisitsAsync(engine, rows: 4);
        var read = new SqlRead { Table = "Visits", Key = SqlSide.Id };
        var byKey = (await side.ReadPagesAsync(read))[0].Next;

        var reading = () => side.ReadAllAsync(read with { CursorColumn = "Ver", After = byKey });

        await reading.Should().ThrowAsync<SqlSideException>();
    }

    [Theory, OnSqlite, OnPostgreSql, OnSqlServer]
    public async Task Read_RowsChangedBetweenPages_AreNotLost(SqlEngine engine)
    {
        await using var side = await SqlSide.WithVisitsAsync(engine, rows: 6);
        var keys = new List<string>();

        await foreach (var page in side.Connector.ReadAsync(new() { Table = "Visits", Key = SqlSide.Id, CursorColumn = "Ver", PageRows = 2 }, default))
        {
            keys.AddRange(page.Rows.Select(row => row.Key));
            if (keys.Count == 2)
            {
                await side.ExecuteAsync($"UPDATE {side.Name("Visits")} SET {side.Name("Ver")} = 100 WHERE {side.Name("Id")} IN (1, 4)");
            }
        }

        keys.Should().Equal("1", "2", "3", "5", "6", "1", "4");
    }
}
