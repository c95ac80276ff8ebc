using Pragmatika.Engine.Connectors.Sql;
using Pragmatika.Tests.Support;

namespace Pragmatika.Tests.Engine.Connectors.Sql;

public sealed class SqlChangeTests
{
    private static readonly SqlRead All = new() { Table = "Visits", Key = SqlSide.Id };

    [Theory, OnSqlite, OnPostgreSql, OnSqlServer]
    public async Task Change_RowsAsTheyWereRead_AreSetAndOthersDeleted(SqlEngine engine)
    {
        await using var side = await SqlSide.WithVisitsAsync(engine, rows: 4);
        var rows = await side.ReadAllAsync(All);
        var work = new RowChanges
        {
            Table = "Visits",
            Key = SqlSide.Id,
            Changes =
            [
                new RowChange(["Name", "Sum", "At"], ["one", 1.5m, new DateTime(2026, 1, 2)], [Seen(rows[0], "Name", "Sum", "At"), Seen(rows[1], "Name", "Sum", "At")]),
                new RowChange(["Note"], ["two"], [Seen(rows[2], "Note")]),
            ],
            Deletes = ["4", "99"],
        };

        (await side.Connector.ChangeAsync(work, default)).Should().BeEmpty();

        var after = await side.ReadAllAsync(All);
        after.Select(row => row["Name"]).Should().Equal("one", "one", rows[2]["Name"]);
        after.Select(row => row["Note"]).Should().Equal(rows[0]["Note"], rows[1]["Note"], "two");
    }

    [Theory, OnSqlite, OnPostgreSql, OnSqlServer]
    public async Task Change_ARowThatMovedOn_LeavesItsWholeChangeAloneAndNoOther(SqlEngine engine)
    {
        await using var side = await SqlSide.WithVisitsAsync(engine, rows: 4);
        var rows = await side.ReadAllAsync(All);
        await side.ExecuteAsync($"UPDATE {side.Name("Visits")} SET {side.Name("Name")} = 'newer' WHERE {side.Name("Id")} = 2");
        await side.ExecuteAsync($"UPDATE {side.Name("Visits")} SET {side.Name("Note")} = 'beside' WHERE {side.Name("Id")} = 3");
        var moved = new RowChange(["Name"], ["ours"], [Seen(rows[0], "Name"), Seen(rows[1], "Name")]);
        var gone = new RowChange(["Name"], ["ours"], [("77", [null])]);
        var still = new RowChange(["Name"], ["ours"], [Seen(rows[2], "Name")]);

        var passed = await side.Connector.ChangeAsync(new RowChanges { Table = "Visits", Key = SqlSide.Id, Changes = [moved, gone, still] }, default);

        passed.Should().Equal(moved, gone);
        (await side.ReadAllAsync(All)).Select(row => row["Name"]).Should().Equal(rows[0]["Name"], "newer", "ours", rows[3]["Name"]);
    }

    private static (string Key, IReadOnlyList<object?> Seen) Seen(Pragmatika.Engine.Mapping.SourceRow row, params string[] columns) => (row.Key, [.. columns.Select(column => row[column])]);
}
