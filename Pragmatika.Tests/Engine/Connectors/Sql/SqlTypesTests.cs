using Pragmatika.Engine.Connectors.Sql;
using Pragmatika.Engine.Mapping;
using Pragmatika.Tests.Support;

namespace Pragmatika.Tests.Engine.Connectors.Sql;

public sealed class SqlTypesTests
{
    private const string Stored1C = "9C280050B666DFFA11F14E880E761ABE";
    private const string Straight = "0e761abe-4e88-11f1-9c28-0050b666dffa";
    private const string Careless = "5000289c-66b6-fadf-11f1-4e880e761abe";

    [Theory]
    [OnSqlite(GuidBytes.Binary1C, Straight), OnSqlite(GuidBytes.BinaryNet, Careless)]
    [OnPostgreSql(GuidBytes.Binary1C, Straight), OnPostgreSql(GuidBytes.BinaryNet, Careless)]
    [OnSqlServer(GuidBytes.Binary1C, Straight), OnSqlServer(GuidBytes.BinaryNet, Careless)]
    public async Task Key_BinaryGuid_IsReadInTheOrderOfTheConnectionAndFoundAgain(SqlEngine engine, GuidBytes order, string key)
    {
        await using var side = new SqlSide(await TestDatabase.CreateAsync(engine));
        await side.ExecuteAsync($"CREATE TABLE {side.Name("Refs")} ({side.Name("Ref")} {Binary(engine)} NOT NULL PRIMARY KEY, {side.Name("B24Id")} int)");
        await side.ExecuteAsync($"INSERT INTO {side.Name("Refs")} VALUES ({Literal(engine, Stored1C)}, NULL), ({Literal(engine, new string('0', 32))}, NULL)");
        var connector = SqlSide.Connect(side.Database, new Formats { GuidBytes = order });
        var read = new SqlRead { Table = "Refs", Key = ["Ref"], PageRows = 1 };

        var keys = new List<string>();
        await foreach (var page in connector.ReadAsync(read, default))
        {
            keys.AddRange(page.Rows.Select(row => row.Key));
        }

        keys.Should().Equal("00000000-0000-0000-0000-000000000000", key);
        (await connector.WriteBackAsync("Refs", ["Ref"], ["B24Id"], [new(key, [5])], new HashSet<string>(), null, default)).Should().Be(1);
        (await connector.CountAsync(read with { OnlyKeys = [key] }, default)).Should().Be(1);
    }

    [Fact]
    public async Task Key_NativeUuid_IsLowerCaseTextAndFoundAgain()
    {
        await using var side = new SqlSide(await TestDatabase.CreateAsync(SqlEngine.Sqlite));
        await side.ExecuteAsync("""CREATE TABLE "Refs" ("Ref" CHAR(36) PRIMARY KEY, "B24Id" INTEGER)""");
        await side.ExecuteAsync($"""INSERT INTO "Refs" VALUES ('{Straight}', NULL)""");

        (await side.Connector.WriteBackAsync("Refs", ["Ref"], ["B24Id"], [new(Straight, [5])], new HashSet<string>(), null, default)).Should().Be(1);
    }

    [PostgreSqlFact]
    public async Task Read_EveryPostgreSqlType_ComesAsAPlainValue()
    {
        await using var side = new SqlSide(await TestDatabase.CreateAsync(SqlEngine.PostgreSql));
        await side.ExecuteAsync(
            """
            CREATE TABLE types (id uuid PRIMARY KEY, s smallint, n numeric, r real, d date, t timestamptz, j jsonb, x xid8, b bytea, c char(5), big numeric, nan numeric)
            """);
        await side.ExecuteAsync(
            $$"""
            INSERT INTO types VALUES ('{{Straight.ToUpperInvariant()}}', 7, 12.50, 1.5, '2026-02-01', '2026-02-01 12:00+03', '{"a": 1}', '77', '\x0102', 'ab', 1e40, 'NaN')
            """);

        var row = (await side.ReadAllAsync(new() { Table = "types", Key = ["id"] })).Should().ContainSingle().Which;

        row.Key.Should().Be(Straight);
        row["s"].Should().Be(7L);
        row["n"].Should().Be(12.50m);
        row["r"].Should().Be(1.5);
        row["d"].Should().Be(new DateTime(2026, 2, 1));
        row["t"].Should().Be(new DateTime(2026, 2, 1, 9, 0, 0, DateTimeKind.Utc));
        row["j"].Should().Be("""{"a": 1}""");
        row["x"].Should().Be(77L);
        row["b"].Should().BeEquivalentTo(new byte[] { 1, 2 });
        row["big"].Should().Be(1e40);
        row["nan"].Should().Be(double.NaN);
    }

    [Theory, OnSqlite, OnPostgreSql, OnSqlServer]
    public async Task Describe_Table_TellsTypesKeysNullabilityAndLengths(SqlEngine engine)
    {
        await using var side = await SqlSide.WithVisitsAsync(engine, rows: 0);

        var table = await side.Connector.DescribeAsync("VISITS", default);

        table.IsView.Should().BeFalse();
        table.Columns.Select(column => column.Name).Should().Equal(SqlSide.Columns);
        table.Columns[0].Should().BeEquivalentTo(new { IsKey = true, IsNullable = false, MaxLength = (int?)null });
        table.Columns[1].Should().BeEquivalentTo(new { IsKey = false, IsNullable = false, MaxLength = (int?)20 });
        table.Columns[7].Should().BeEquivalentTo(new { IsNullable = true, MaxLength = (int?)10 });
    }

    [Theory, OnSqlite, OnPostgreSql, OnSqlServer]
    public async Task Tables_ListsTablesAndViews_AndViewsCanBeRead(SqlEngine engine)
    {
        await using var side = await SqlSide.WithVisitsAsync(engine, rows: 3);
        await side.ExecuteAsync($"CREATE VIEW {side.Name("Recent")} AS SELECT * FROM {side.Name("Visits")} WHERE {side.Name("Id")} > 1");

        var tables = await side.Connector.TablesAsync(default);

        tables.Select(table => (table.Name.Split('.')[^1], table.IsView)).Should().BeEquivalentTo([("Visits", false), ("Recent", true)]);
        (await side.Connector.SampleAsync("Recent", SqlSide.Id, 1, default)).Should().ContainSingle().Which.Key.Should().Be("2");
    }

    [Theory]
    [InlineData("plain", "[\"c\",\"splain\"]")]
    [InlineData("it's \"quoted\" | \\ \n\u00A0ё", null)]
    public void Position_AnyText_RoundTripsExactly(string text, string? printed)
    {
        var position = new SourcePosition(true, [text]);

        var parsed = SourcePosition.Parse(position.Print(), hasCursor: true, values: 1);

        parsed.Values.Should().Equal(text);
        (printed ?? position.Print()).Should().Be(position.Print());
    }

    [Fact]
    public void Position_EveryType_RoundTripsExactly()
    {
        object[] values =
        [
            long.MinValue, 1.10m, 0.1 + 0.2, true, Guid.Parse(Straight), new DateTime(2026, 1, 2, 3, 4, 5).AddTicks(1), new DateTime(5, DateTimeKind.Utc), new byte[] { 0, 255 },
        ];

        var parsed = SourcePosition.Parse(new SourcePosition(false, values).Print(), hasCursor: false, values.Length);

        parsed.Values.Should().BeEquivalentTo(values, options => options.WithStrictOrdering());
        ((DateTime)parsed.Values[6]).Kind.Should().Be(DateTimeKind.Utc);
        ((decimal)parsed.Values[1]).Scale.Should().Be(2, "the scale is kept");
    }

    [Fact]
    public void Version_Numbers_SortAsTheyCount()
    {
        object[] ascending = [long.MinValue, -2L, -1L, 0L, 9L, 10L, long.MaxValue];

        ascending.Select(VersionText.Of).Should().BeInAscendingOrder(StringComparer.Ordinal);
        new object[] { -2.5, -1e-9, 0.0, 3.0, 20.0 }.Select(VersionText.Of).Should().BeInAscendingOrder(StringComparer.Ordinal);
        new object[] { 0m, 0.5m, 9m, 10m, 1e20m }.Select(VersionText.Of).Should().BeInAscendingOrder(StringComparer.Ordinal);
    }

    private static string Binary(SqlEngine engine) => engine == SqlEngine.PostgreSql ? "bytea" : "binary(16)";

    private static string Literal(SqlEngine engine, string hex) => engine switch
    {
        SqlEngine.PostgreSql => $"'\\x{hex}'",
        SqlEngine.Sqlite => $"x'{hex}'",
        _ => "0x" + hex,
    };
}
