using Pragmatika.Engine.Connectors.Sql;
using Pragmatika.Engine.Mapping;
using Pragmatika.Tests.Support;

namespace Pragmatika.Tests.Engine.Connectors.Sql;

/// <summary>A throwaway database with a small table "Visits" (Id, Name, Sum, IsDone, At, Ver, Status, Note) and a connector on it.</summary>
internal sealed class SqlSide(TestDatabase database) : IAsyncDisposable
{
    public static readonly IReadOnlyList<string> Id = ["Id"];

    public TestDatabase Database => database;

    public ISqlConnector Connector { get; } = Connect(database, new Formats());

    public static ISqlConnector Connect(TestDatabase database, Formats formats) =>
        new SqlConnectorFactory().Create(database.Engine, database.ConnectionString, formats);

    /// <summary>Rows 1..<paramref name="rows"/>; Ver is Id divided by <paramref name="ties"/>, so that many rows of Ver are equal.</summary>
    public static async Task<SqlSide> WithVisitsAsync(SqlEngine engine, int rows, int ties = 1)
    {
        var side = new SqlSide(await TestDatabase.CreateAsync(engine));
        await side.Database.ExecuteAsync(Table(engine));
        if (rows > 0)
        {
            var values = Enumerable.Range(1, rows).Select(id => FormattableString.Invariant(
                $"({id}, 'Name {id}', {id}.5, {Flag(engine, id % 2 == 0)}, '2026-01-{1 + (id % 20):00} 10:00:00', {id / ties}, 0, NULL)"));
            await side.Database.ExecuteAsync(
                $"INSERT INTO {Name(engine, "Visits")} ({string.Join(", ", Columns.Select(column => Name(engine, column)))}) VALUES {string.Join(", ", values)}");
        }

        return side;
    }

    public static IReadOnlyList<string> Columns { get; } = ["Id", "Name", "Sum", "IsDone", "At", "Ver", "Status", "Note"];

    public static string Name(SqlEngine engine, string name) => engine == SqlEngine.SqlServer ? $"[{name}]" : $"\"{name}\"";

    public string Name(string name) => Name(database.Engine, name);

    public Task ExecuteAsync(string sql) => Database.ExecuteAsync(sql);

    public async Task<List<SourceRow>> ReadAllAsync(SqlRead read)
    {
        var rows = new List<SourceRow>();
        await foreach (var page in Connector.ReadAsync(read, CancellationToken.None))
        {
            page.Rows.Should().NotBeEmpty();
            rows.AddRange(page.Rows);
        }

        return rows;
    }

    public async Task<List<SourcePage>> ReadPagesAsync(SqlRead read)
    {
        var pages = new List<SourcePage>();
        await foreach (var page in Connector.ReadAsync(read, CancellationToken.None))
        {
            pages.Add(page);
        }

        return pages;
    }

    public ValueTask DisposeAsync() => Database.DisposeAsync();

    private static string Flag(SqlEngine engine, bool flag) => engine == SqlEngine.PostgreSql ? (flag ? "true" : "false") : flag ? "1" : "0";

    private static string Table(SqlEngine engine) => engine switch
    {
        SqlEngine.Sqlite =>
            """
            CREATE TABLE "Visits" ("Id" INTEGER PRIMARY KEY, "Name" VARCHAR(20) NOT NULL, "Sum" NUMERIC(15,2), "IsDone" BOOLEAN,
                "At" DATETIME NOT NULL, "Ver" INTEGER NOT NULL, "Status" SMALLINT, "Note" VARCHAR(10))
            """,
        SqlEngine.PostgreSql =>
            """
            CREATE TABLE "Visits" ("Id" bigint PRIMARY KEY, "Name" varchar(20) NOT NULL, "Sum" numeric(15,2), "IsDone" boolean,
                "At" timestamp NOT NULL, "Ver" integer NOT NULL, "Status" smallint, "Note" varchar(10))
            """,
        _ =>
            """
            CREATE TABLE [Visits] ([Id] bigint PRIMARY KEY, [Name] nvarchar(20) NOT NULL, [Sum] numeric(15,2), [IsDone] bit,
                [At] datetime NOT NULL, [Ver] int NOT NULL, [Status] tinyint, [Note] nvarchar(10))
            """,
    };
}
