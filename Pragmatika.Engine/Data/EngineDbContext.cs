using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Pragmatika.Engine.Compare;
using Pragmatika.Engine.Connectors.Connections;
using Pragmatika.Engine.Data.Model;
using Pragmatika.Engine.Delivery;
using Pragmatika.Engine.Exchanges.Catalog;
using Pragmatika.Engine.Hearing;
using Pragmatika.Engine.Journal;
using Pragmatika.Engine.Links;
using Pragmatika.Engine.Questions;
using Pragmatika.Engine.Runs;
using Pragmatika.Engine.Runs.Planned;
using Pragmatika.Engine.Stores;
using Pragmatika.Engine.Users;

namespace Pragmatika.Engine.Data;

/// <summary>The portal's database. One model; a sealed context per provider gives each its own migrations.</summary>
public abstract class EngineDbContext(DbContextOptions options) : IdentityDbContext<PortalUser>(options)
{
    public DbSet<ConnectionRow> Connections => Set<ConnectionRow>();

    public DbSet<ExchangeRow> Exchanges => Set<ExchangeRow>();

    public DbSet<ExchangeVersionRow> ExchangeVersions => Set<ExchangeVersionRow>();

    public DbSet<ScopeRow> Scopes => Set<ScopeRow>();

    public DbSet<RunRow> Runs => Set<RunRow>();

    public DbSet<LeaseRow> Leases => Set<LeaseRow>();

    public DbSet<CheckpointRow> Checkpoints => Set<CheckpointRow>();

    public DbSet<LinkRow> Links => Set<LinkRow>();

    public DbSet<LinkMatchRow> LinkMatches => Set<LinkMatchRow>();

    public DbSet<RowStateRow> RowStates => Set<RowStateRow>();

    public DbSet<DeadLetterRow> DeadLetters => Set<DeadLetterRow>();

    public DbSet<QuestionRow> Questions => Set<QuestionRow>();

    public DbSet<PausedRecordRow> PausedRecords => Set<PausedRecordRow>();

    public DbSet<JournalRow> Journal => Set<JournalRow>();

    public DbSet<PlannedChangeRow> PlannedChanges => Set<PlannedChangeRow>();

    public DbSet<CompareReportRow> CompareReports => Set<CompareReportRow>();

    public DbSet<CompareFindingRow> CompareFindings => Set<CompareFindingRow>();

    public DbSet<CompareRangeRow> CompareRanges => Set<CompareRangeRow>();

    public DbSet<CounterRow> Counters => Set<CounterRow>();

    public DbSet<HeardRow> Inbox => Set<HeardRow>();

    public DbSet<HearingPositionRow> HearingPositions => Set<HearingPositionRow>();

    public DbSet<HearingWayRow> HearingWays => Set<HearingWayRow>();

    public DbSet<HearingLeaseRow> HearingLeases => Set<HearingLeaseRow>();

    public DbSet<SettingRow> Settings => Set<SettingRow>();

    public DbSet<ProtectionKeyRow> ProtectionKeys => Set<ProtectionKeyRow>();

    /// <summary>Collation that compares keys byte by byte; null where the engine's default does.</summary>
    protected virtual string? KeyCollation => null;

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.ApplyConfigurationsFromAssembly(typeof(EngineDbContext).Assembly); // each lies with the room that owns the rows
        KeyColumns.Collate(builder.Model, KeyCollation);
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        base.ConfigureConventions(configurationBuilder);
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UtcTicksConverter>();
    }
}
