using Pragmatika.Engine.Connectors.Sql;
using Pragmatika.Engine.Connectors.Sql.Dialects;
using Pragmatika.Engine.Demo.Generation;
using Pragmatika.Engine.Mapping;
using Pragmatika.Tests.Support.TransactSql;

namespace Pragmatika.Tests.Engine.Connectors.Sql;

/// <summary>What the connector sends to an exchange table on SQL Server, parsed as it is built. Needs no server.</summary>
public sealed class SourceStatementTests
{
    private static readonly SqlServerDialect Dialect = new();

    private readonly RecordedDialect _recorded = new();

    public static TheoryData<string?, int> Reads => new() { { null, 1 }, { null, 4 }, { AwkwardTable.RowVersion, 1 }, { AwkwardTable.Modified, 4 }, { AwkwardTable.Text, 6 } };

    [Theory]
    [MemberData(nameof(Reads))]
    public async Task Connector_EveryWayToRead_Parses(string? cursor, int keys)
    {
        var connector = Connector();
        var read = Read(cursor, keys);
        string[] wanted = [.. Enumerable.Range(0, 1201).Select(index => KeyText.Of([.. Enumerable.Range(0, keys).Select(part => (object?)$"k{index}_{part}")], [.. Enumerable.Range(0, keys)], default))];

        await PagesAsync(connector, read);
        await PagesAsync(connector, read with { Status = null, Columns = [AwkwardTable.Status] });
        await PagesAsync(connector, read with { OnlyKeys = wanted });
        await PagesAsync(connector, read with { OnlyKeys = ["a", "b"], OnlyKeysOf = [AwkwardTable.Text] });
        await connector.CountAsync(read, CancellationToken.None);
        await connector.CountAsync(read with { OnlyKeys = wanted }, CancellationToken.None);
        await connector.SampleAsync("t", AwkwardTable.Keys[..keys], 20, CancellationToken.None);

        Mistakes().Should().BeEmpty();
        _recorded.Sent.Should().Contain(sent => sent.Sql.StartsWith("SELECT TOP", StringComparison.Ordinal)).And.Contain(sent => sent.Parameters.Count > 500, "many keys go in one statement");
    }

    [Fact]
    public async Task Connector_CatalogueAndWrites_Parse()
    {
        var connector = Connector();
        var key = KeyText.Of(["a", "b"], [0, 1], default);

        (await connector.TestAsync(CancellationToken.None)).Works.Should().BeTrue();
        await connector.TablesAsync(CancellationToken.None);
        await connector.DescribeAsync("t", CancellationToken.None);
        await connector.ClaimAsync("t", AwkwardTable.Status, 0, 1, CancellationToken.None);
        await connector.InsertAsync("t", [AwkwardTable.Keys.ToDictionary(name => name, object? (_) => "x")], CancellationToken.None);
        await connector.WriteBackAsync("t", AwkwardTable.Keys[..2], [AwkwardTable.Text], [new RowUpdate(key, ["x"])], new HashSet<string>(), new StatusFilter(AwkwardTable.Status, 1), CancellationToken.None);
        await connector.ChangeAsync(
            new RowChanges { Table = "t", Key = AwkwardTable.Keys[..2], Changes = [new RowChange([AwkwardTable.Text], ["x"], [(key, [null])])], Deletes = [key] }, CancellationToken.None);

        Mistakes().Should().BeEmpty();
        Kinds().Should().BeEquivalentTo("SELECT", "UPDATE", "INSERT", "DELETE");
    }

    [Fact]
    public void Pages_EveryStartAndBound_Parse()
    {
        var mistakes = new List<string>();
        foreach (var (cursor, keys) in from cursor in new[] { null, AwkwardTable.RowVersion, AwkwardTable.Modified, AwkwardTable.Text } from keys in new[] { 1, 4 } select (cursor, keys))
        {
            var plan = Plan(cursor, keys);
            foreach (var (start, bound) in from start in Enum.GetValues<PageStart>() from bound in cursor is null ? [UpperBound.None] : Enum.GetValues<UpperBound>() select (start, bound))
            {
                mistakes.AddRange(TSql.Mistakes($"{start} {bound}", PageSql.Page(plan, start, bound, keys: 500)));
                mistakes.AddRange(TSql.Mistakes($"{start} {bound} held", PageSql.Page(plan, start, bound, keys: 2, locks: true)));
                mistakes.AddRange(TSql.Mistakes($"{start} {bound} counted", PageSql.Count(plan, start, bound, keys: 2)));
            }
        }

        mistakes.Should().BeEmpty();
    }

    [Fact]
    public void Writes_EveryColumn_Parse()
    {
        var plan = Plan(AwkwardTable.RowVersion, 4);
        var work = new WriteBack { Table = plan.QuotedTable, Key = plan.Key, Columns = plan.Columns, Rows = [], Status = plan.Columns[0], OnlyWhere = 1 };

        string[] statements =
        [
            SqlServerWriteBack.Staging(work),
            SqlServerWriteBack.Update(work),
            SqlServerWriteBack.Update(work with { Status = null }),
            RowInsertion.Statement(plan.QuotedTable, [.. plan.Columns.Select(column => column.Quoted)]),
            RowDeletion.Statement(plan.QuotedTable, plan.Key, RowDeletion.KeyEquality),
            RowDeletion.Statement(plan.QuotedTable, plan.Key, RowDeletion.PaddedEquality),
            ExchangeTableGenerator.EmptyingSql(SqlEngine.SqlServer),
        ];

        statements.SelectMany((sql, index) => TSql.Mistakes($"{index}", sql)).Should().BeEmpty();
    }

    private SqlConnector Connector() => new(_recorded, "none", new Formats());

    private List<string> Mistakes() => [.. _recorded.Sent.DistinctBy(sent => sent.Sql).SelectMany(TSql.Mistakes)];

    private IEnumerable<string> Kinds() => _recorded.Sent.Select(sent => sent.Sql.TrimStart().Split(' ')[0]).Distinct(StringComparer.Ordinal);

    private static async Task PagesAsync(SqlConnector connector, SqlRead read)
    {
        await foreach (var page in connector.ReadAsync(read, CancellationToken.None))
        {
            page.Rows.Should().BeEmpty();
        }
    }

    private static SqlRead Read(string? cursor, int keys) =>
        new() { Table = "t", Key = AwkwardTable.Keys[..keys], CursorColumn = cursor, Status = new StatusFilter(AwkwardTable.Status, 1) };

    private static ReadPlan Plan(string? cursor, int keys) => new(
        Dialect,
        new SqlTable($"{AwkwardTable.Schema}.{AwkwardTable.Name}", false, [.. AwkwardTable.All.Select(column => new SqlColumn(column.Name, column.Type, column.IsNullable, column.IsKey, column.Length))]),
        Read(cursor, keys),
        new Formats());
}
