using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.DependencyInjection;
using Pragmatika.Engine.Connectors.Sql;
using Pragmatika.Engine.Data;
using Pragmatika.Engine.Stores;
using Pragmatika.Tests.Support;

namespace Pragmatika.Tests.Engine.Data;

public sealed class MigrationTests
{
    private const string OldMigration = "20261122100000_Initial";

    public static TheoryData<Func<EngineDbContext>> Contexts => new()
    {
        () => new SqliteDesignTimeFactory().CreateDbContext([]),
        () => new PostgreSqlDesignTimeFactory().CreateDbContext([]),
        () => new SqlServerDesignTimeFactory().CreateDbContext([]),
    };

    [Theory]
    [MemberData(nameof(Contexts))]
    public void Model_ComparedWithItsMigrations_HasNoPendingChange(Func<EngineDbContext> create)
    {
        using var context = create();

        context.Database.GetMigrations().Should().NotBeEmpty();
        context.Database.HasPendingModelChanges().Should().BeFalse("every change of the model needs a migration for each engine (docs/operations.md)");
    }

    [Theory]
    [OnSqlite]
    [OnPostgreSql]
    [OnSqlServer]
    public async Task Migrate_AgainAndFromTwoProcesses_ChangesNothing(SqlEngine engine)
    {
        await using var harness = await StoreHarness.CreateEmptyAsync(engine);
        await harness.Services.GetRequiredService<Database>().MigrateAsync(CancellationToken.None);
        var other = harness.AnotherProcess().GetRequiredService<Database>();

        await Task.WhenAll(harness.Services.GetRequiredService<Database>().MigrateAsync(CancellationToken.None), other.MigrateAsync(CancellationToken.None));

        await using var context = harness.Context();
        (await context.Database.GetPendingMigrationsAsync()).Should().BeEmpty();
        (await context.Users.CountAsync()).Should().Be(0);
    }

    [Theory]
    [OnSqlite]
    [OnPostgreSql]
    [OnSqlServer]
    public async Task Migrate_DatabaseOfAnotherVersion_IsRefusedAndLeftAsItIs(SqlEngine engine)
    {
        await using var harness = await StoreHarness.CreateEmptyAsync(engine);
        await using var context = harness.Context();
        await BeMadeByAnotherVersionAsync(context);

        var act = () => harness.Services.GetRequiredService<Database>().MigrateAsync(CancellationToken.None);

        var refused = (await act.Should().ThrowAsync<StoreException>()).Which;
        refused.Failure.Should().Be(StoreFailure.OtherVersion);
        refused.Message.Should().Contain(OldMigration).And.Contain("Database:ConnectionString");
        (await context.Database.GetAppliedMigrationsAsync()).Should().Equal(OldMigration);
        (await context.Database.SqlQueryRaw<string>("SELECT name AS \"Value\" FROM exchanges").ToListAsync()).Should().Equal("kept");
    }

    [Theory]
    [MemberData(nameof(Contexts))]
    public void Migrations_OfEveryEngine_BeginWithOneInitial(Func<EngineDbContext> create)
    {
        using var context = create();

        context.Database.GetMigrations().Where(name => name.EndsWith("_Initial", StringComparison.Ordinal)).Should().Equal(context.Database.GetMigrations().First());
    }

    /// <summary>What the first of five migrations left behind before there was one: its line in the history, a table, a row in it.</summary>
    private static async Task BeMadeByAnotherVersionAsync(EngineDbContext context)
    {
        var history = context.GetService<IHistoryRepository>();
        await context.Database.ExecuteSqlRawAsync(history.GetCreateScript());
        await context.Database.ExecuteSqlRawAsync(history.GetInsertScript(new HistoryRow(OldMigration, "10.0.0")));
        await context.Database.ExecuteSqlRawAsync("CREATE TABLE exchanges (name varchar(100) NOT NULL)");
        await context.Database.ExecuteSqlRawAsync("INSERT INTO exchanges (name) VALUES ('kept')");
    }

    [Fact]
    public async Task Migrate_Sqlite_ClustersHotTablesAndSwitchesTheLogOn()
    {
        await using var harness = await StoreHarness.CreateAsync(SqlEngine.Sqlite);
        await using var context = harness.Context();

        (await context.Database.SqlQueryRaw<string>("SELECT name AS Value FROM pragma_table_list WHERE wr = 1 AND schema = 'main' ORDER BY name").ToListAsync())
            .Should().Equal("link_matches", "row_states");
        (await context.Database.SqlQueryRaw<string>("SELECT journal_mode AS Value FROM pragma_journal_mode").ToListAsync()).Should().Equal("wal");
    }
}
