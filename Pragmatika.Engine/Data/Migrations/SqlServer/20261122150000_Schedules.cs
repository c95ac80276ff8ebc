using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Pragmatika.Engine.Data.Migrations.Scheduler;

namespace Pragmatika.Engine.Data.Migrations.SqlServer;

/// <summary>The job store of the scheduler and its counters. Plain SQL: the model does not change, so there is no target model.</summary>
[DbContext(typeof(SqlServerEngineDbContext))]
[Migration("20261122150000_Schedules")]
public sealed class Schedules : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => SchedulerTables.Create(migrationBuilder, "sqlserver");

    protected override void Down(MigrationBuilder migrationBuilder) => SchedulerTables.Drop(migrationBuilder);
}
