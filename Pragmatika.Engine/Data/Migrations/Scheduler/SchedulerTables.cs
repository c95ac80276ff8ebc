using Microsoft.EntityFrameworkCore.Migrations;

namespace Pragmatika.Engine.Data.Migrations.Scheduler;

/// <summary>The tables of the scheduler, by plain SQL: Quartz owns its own, and the few numbers of ours are read by plain SQL too, so that neither is part of the model.</summary>
internal static class SchedulerTables
{
    private const string Facts = """
        CREATE TABLE schedule_facts (
          exchange varchar(100) NOT NULL PRIMARY KEY,
          skipped bigint NOT NULL,
          skipped_at bigint NULL,
          skipped_run varchar(36) NULL,
          missed bigint NOT NULL,
          missed_at bigint NULL,
          answered_at bigint NULL
        )
        """;

    /// <summary>In an order in which no foreign key is in the way.</summary>
    private static readonly string[] Tables =
    [
        "schedule_facts", "QRTZ_SIMPLE_TRIGGERS", "QRTZ_CRON_TRIGGERS", "QRTZ_SIMPROP_TRIGGERS", "QRTZ_BLOB_TRIGGERS", "QRTZ_FIRED_TRIGGERS", "QRTZ_PAUSED_TRIGGER_GRPS",
        "QRTZ_PAUSED_JOB_GRPS", "QRTZ_SCHEDULER_STATE", "QRTZ_LOCKS", "QRTZ_CALENDARS", "QRTZ_EXECUTION_HISTORY", "QRTZ_MISFIRE_HISTORY", "QRTZ_JOB_STATUS", "QRTZ_TRIGGERS", "QRTZ_JOB_DETAILS",
    ];

    /// <summary><paramref name="engine"/> is the middle of the script's name: sqlite, postgresql or sqlserver.</summary>
    public static void Create(MigrationBuilder migration, string engine)
    {
        migration.Sql(Facts);
        foreach (var statement in Script($"quartz.{engine}.sql").Split("\n--\n").Skip(1))
        {
            migration.Sql(statement.Trim());
        }
    }

    public static void Drop(MigrationBuilder migration)
    {
        foreach (var table in Tables)
        {
            migration.Sql($"DROP TABLE {table}");
        }
    }

    private static string Script(string name)
    {
        using var stream = typeof(SchedulerTables).Assembly.GetManifestResourceStream(name) ?? throw new InvalidOperationException($"The script {name} is not built in.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
