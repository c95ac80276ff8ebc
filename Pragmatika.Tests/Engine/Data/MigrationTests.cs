using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Pragmatika.Engine.Connectors.Sql;
using Pragmatika.Engine.Data;
using Pragmatika.Tests.Support;

namespace Pragmatika.Tests.Engine.Data;

public sealed class MigrationTests
{
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
