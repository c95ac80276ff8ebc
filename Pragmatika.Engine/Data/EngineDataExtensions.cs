using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Pragmatika.Engine.Compare;
using Pragmatika.Engine.Connectors.Checks;
using Pragmatika.Engine.Connectors.Connections;
using Pragmatika.Engine.Connectors.Sql;
using Pragmatika.Engine.Data.Books;
using Pragmatika.Engine.Data.Store;
using Pragmatika.Engine.Data.Store.Parts;
using Pragmatika.Engine.Data.Store.PostgreSql;
using Pragmatika.Engine.Data.Store.Sqlite;
using Pragmatika.Engine.Data.Store.SqlServer;
using Pragmatika.Engine.Delivery;
using Pragmatika.Engine.Exchanges;
using Pragmatika.Engine.Hearing;
using Pragmatika.Engine.History;
using Pragmatika.Engine.Journal;
using Pragmatika.Engine.Links;
using Pragmatika.Engine.Questions;
using Pragmatika.Engine.Runs;
using Pragmatika.Engine.Runs.Fuses;
using Pragmatika.Engine.Runs.Planned;
using Pragmatika.Engine.Runs.Repair;
using Pragmatika.Engine.Schedules;
using Pragmatika.Engine.Settings;
using Pragmatika.Engine.Signals;

namespace Pragmatika.Engine.Data;

public static class EngineDataExtensions
{
    /// <summary>
    /// The portal's database, its store, journal and catalogs. Options come from section <c>Database</c> of the configuration, then from <paramref name="configure"/>, and are
    /// checked when the host starts. Call <see cref="Database.MigrateAsync"/> before the first use.
    /// </summary>
    public static IServiceCollection AddEngineData(this IServiceCollection services, Action<DatabaseOptions>? configure = null)
    {
        var options = services.AddSettings<DatabaseOptions>(DatabaseOptions.Section);
        services.AddSingleton<IValidateOptions<DatabaseOptions>, ConnectionStringValidator>();
        if (configure is not null)
        {
            options.Configure(configure);
        }

        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<ISignals, NoSignals>();
        services.AddSingleton<EngineContexts>();
        services.AddSingleton<IDbContextFactory<EngineDbContext>>(provider => provider.GetRequiredService<EngineContexts>());
        services.AddScoped(provider => provider.GetRequiredService<EngineContexts>().CreateDbContext());
        services.AddSingleton<Database>();
        services.AddStore();
        services.AddBooks();
        services.AddCatalogs();
        return services;
    }

    private static void AddCatalogs(this IServiceCollection services)
    {
        services.AddDataProtection().SetApplicationName("Pragmatika");
        services.AddSingleton<IConfigureOptions<KeyManagementOptions>, KeyPlace>();
        services.AddSingleton<ConnectionTester>();
        services.AddSingleton<IConnectionCatalog, ConnectionCatalog>();
        services.AddSingleton<ExchangeCatalog>();
        services.AddSingleton<IExchangeCatalog>(provider => provider.GetRequiredService<ExchangeCatalog>());
        services.AddSingleton<IExchangeVersions>(provider => provider.GetRequiredService<ExchangeCatalog>());
        services.AddSingleton<IMappingChanges>(provider => provider.GetRequiredService<ExchangeCatalog>());
    }

    private static void AddStore(this IServiceCollection services)
    {
        services.AddSingleton<IHotTables>(provider => Tables(provider.GetRequiredService<EngineContexts>()));
        services.AddSingleton<ScopeNames>();
        services.AddSingleton<LinkBook>();
        services.AddBatchParts();
        services.AddSingleton<BatchWriter>();
        services.AddSingleton<LeaseBook>();
        services.AddSingleton<RunBook>();
        services.AddSingleton<IRunSearch, RunFinder>();
        services.AddSingleton<DeadLetterBook>();
        services.AddSingleton<IMendedLetters>(provider => provider.GetRequiredService<DeadLetterBook>());
        services.AddSingleton<JournalFeed>();
        services.AddSingleton<IEngineStore, EngineStore>();
        services.AddSingleton<ILinkStore>(provider => provider.GetRequiredService<IEngineStore>());
        services.AddSingleton<CrmInbox>();
        services.AddSingleton<ICrmInbox>(provider => provider.GetRequiredService<CrmInbox>());
        services.AddSingleton<ICrmMemory>(provider => provider.GetRequiredService<CrmInbox>());
    }

    /// <summary>What is not hot: each book keeps the store that a room has declared.</summary>
    private static void AddBooks(this IServiceCollection services)
    {
        services.AddSingleton<IJournalReader, JournalReader>();
        services.AddSingleton<IJournalWriter, JournalWriter>();
        services.AddSingleton<RecordHistory>();
        services.AddSingleton<IRecordHistory>(provider => provider.GetRequiredService<RecordHistory>());
        services.AddSingleton<IRecordEntries>(provider => provider.GetRequiredService<RecordHistory>());
        services.AddSingleton<IPlannedChanges, PlannedBook>();
        services.AddSingleton<IFuseHistory, FuseHistory>();
        services.AddSingleton<IQuestionStore, QuestionBook>();
        services.AddSingleton<Labels.ILabelStore, LabelBook>();
        services.AddSingleton<IPausedStore, PausedBook>();
        services.AddSingleton<IRowKeys, RowKeyBook>();
        services.AddSingleton<ILinkKeys, LinkKeyBook>();
        services.AddSingleton<IHearingStore, HearingBook>();
        services.AddSingleton<IScheduleStore, ScheduleBook>();
        services.AddSingleton<ICompareStore, CompareBook>();
        services.AddSingleton<IRepairFindings>(provider => provider.GetRequiredService<ICompareStore>());
        services.AddSingleton<ISchedulerDatabase>(provider => provider.GetRequiredService<EngineContexts>());
    }

    private static IHotTables Tables(EngineContexts contexts) => contexts.Engine switch
    {
        SqlEngine.Sqlite => new SqliteHotTables(contexts.ConnectionString),
        SqlEngine.PostgreSql => new PostgreSqlHotTables(contexts.ConnectionString),
        _ => new SqlServerHotTables(contexts.ConnectionString),
    };
}
