using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;
using Pragmatika.Engine.Connectors.Sql;
using Quartz;

namespace Pragmatika.Engine.Schedules;

/// <summary>
/// Builds Quartz over the portal's database. PostgreSQL and SQL Server are clustered: any node fires, another one recovers. SQLite has one writer and one node: its store takes
/// short immediate transactions and waits for its turn like everybody else there.
/// </summary>
internal sealed class QuartzFactory(
    ISchedulerDatabase database, ExchangeStarter starter, CompareStarter compare, MissedStarts missed, IOptions<ScheduleOptions> options, TimeProvider time, ILoggerFactory loggers)
{
    /// <summary>Runs at once on one node. A firing that waits or follows a run holds no thread.</summary>
    private const int MostRuns = 64;

    private const string Name = "Pragmatika";
    private const string TablePrefix = "QRTZ_";

    /// <summary>The caller disposes the factory, which shuts its scheduler down.</summary>
    public StandaloneSchedulerFactory Create() => QuartzSchedulerBuilder.Create(Configure).Build();

    private void Configure(IQuartzBuilder quartz)
    {
        quartz.Services.AddSingleton(loggers);
        quartz.ConfigureScheduler(scheduler =>
        {
            scheduler.InstanceName = Name;

            // One node keeps its name over restarts: that is how it finds the runs it left behind.
            scheduler.GenerateInstanceId = database.Engine != SqlEngine.Sqlite;

            // A run finishes its batch when the node goes down in good order.
            scheduler.ShutdownJobInterruption = ShutdownJobInterruption.Always;
        });
        quartz.UseTimeProvider(time);
        quartz.UseDefaultThreadPool(MostRuns);
        quartz.UseJobFactory(new ExchangeJobFactory(starter, compare, time));
        quartz.AddTriggerListener(missed, []);
        quartz.UsePersistentStore(Store);
    }

    private void Store(IPersistentStoreBuilder store)
    {
        store.ConfigureStore(settings =>
        {
            settings.TablePrefix = TablePrefix;
            settings.StoreJobDataAsStrings = true;
            settings.MisfireThreshold = options.Value.MissedAfter;
            settings.SchemaProvisioning = SchemaProvisioning.Validate;
        });
        store.UseSystemTextJsonSerializer(registry => registry.AddCalendarSerializer(new WindowCalendarSerializer()));
        switch (database.Engine)
        {
            case SqlEngine.Sqlite:
                store.UseSqlite(SqliteFactory.Instance, database.ConnectionString);
                break;
            case SqlEngine.PostgreSql:
                store.UsePostgres(NpgsqlFactory.Instance, database.ConnectionString);
                store.UseClustering(Cluster);
                break;
            default:
                store.UseSqlServer(SqlClientFactory.Instance, database.ConnectionString);
                store.UseClustering(Cluster);
                break;
        }
    }

    private void Cluster(ClusteringOptions cluster)
    {
        cluster.CheckinInterval = options.Value.CheckInInterval;
        cluster.CheckinMisfireThreshold = options.Value.CheckInTolerance;
    }
}
