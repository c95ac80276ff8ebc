using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Pragmatika.Engine.Journal;

namespace Pragmatika.Engine.Data.Model;

/// <summary>Tables of the hot store. Names are those the plain SQL of <c>Data/Store</c> uses.</summary>
internal sealed class StoreModel(ModelBuilder builder, string? keyCollation)
{
    /// <summary>Longest names and keys: an index of SQL Server holds 900 bytes, two for each character.</summary>
    public const int NameLength = 100;
    public const int KeyLength = 255;
    public const int RowKeyLength = 400;
    public const int MatchLength = 128;

    public void Build()
    {
        builder.Entity<ScopeRow>(Scopes);
        builder.Entity<RunRow>(Runs);
        builder.Entity<LeaseRow>(Leases);
        builder.Entity<CheckpointRow>(Checkpoints);
        builder.Entity<LinkRow>(Links);
        builder.Entity<LinkMatchRow>(LinkMatches);
        builder.Entity<RowStateRow>(RowStates);
        builder.Entity<JournalRow>(Journal);
        builder.Entity<CounterRow>(Counters);
    }

    private void Scopes(EntityTypeBuilder<ScopeRow> table)
    {
        table.ToTable("scopes");
        table.Property(row => row.Id).HasColumnName("id");
        table.Property(row => row.Exchange).HasColumnName("exchange").HasMaxLength(NameLength).UseCollation(keyCollation);
        table.Property(row => row.Flow).HasColumnName("flow").HasMaxLength(NameLength).UseCollation(keyCollation);
        table.Property(row => row.HighestCrmId).HasColumnName("highest_crm_id");
        table.HasIndex(row => new { row.Exchange, row.Flow }).IsUnique();
    }

    private void Runs(EntityTypeBuilder<RunRow> table)
    {
        table.ToTable("runs");
        table.Property(row => row.Id).HasColumnName("id").ValueGeneratedNever();
        table.Property(row => row.Exchange).HasColumnName("exchange").HasMaxLength(NameLength).UseCollation(keyCollation);
        table.Property(row => row.Mode).HasColumnName("mode");
        table.Property(row => row.IsDryRun).HasColumnName("is_dry_run");
        table.Property(row => row.State).HasColumnName("state");
        table.Property(row => row.StartedAt).HasColumnName("started_at");
        table.Property(row => row.EndedAt).HasColumnName("ended_at");
        table.Property(row => row.Rows).HasColumnName("row_count");
        table.Property(row => row.RowsExpected).HasColumnName("rows_expected");
        table.Property(row => row.Flows).HasColumnName("flows");
        table.Property(row => row.RestCalls).HasColumnName("rest_calls");
        table.Property(row => row.Commands).HasColumnName("commands");
        table.Property(row => row.Message).HasColumnName("message");
        table.Property(row => row.StartedBy).HasColumnName("started_by").HasMaxLength(256);
        table.Property(row => row.OfRun).HasColumnName("of_run");
        table.Property(row => row.OfFlow).HasColumnName("of_flow").HasMaxLength(NameLength);
        table.Property(row => row.OfKey).HasColumnName("of_key").HasMaxLength(RowKeyLength);
        table.HasIndex(row => new { row.Exchange, row.StartedAt });
        table.HasIndex(row => row.StartedAt);
    }

    private void Leases(EntityTypeBuilder<LeaseRow> table)
    {
        table.ToTable("leases");
        table.HasKey(row => row.Exchange);
        table.Property(row => row.Exchange).HasColumnName("exchange").HasMaxLength(NameLength).UseCollation(keyCollation);
        table.Property(row => row.Fence).HasColumnName("fence");
        table.Property(row => row.RunId).HasColumnName("run_id");
        table.Property(row => row.ExpiresAt).HasColumnName("expires_at");
        table.Property(row => row.IsClean).HasColumnName("is_clean");
        table.Property(row => row.WasClean).HasColumnName("was_clean");
        table.Property(row => row.Holder).HasColumnName("holder").HasMaxLength(300);
    }

    private void Checkpoints(EntityTypeBuilder<CheckpointRow> table)
    {
        table.ToTable("checkpoints");
        table.HasKey(row => row.Exchange);
        table.Property(row => row.Exchange).HasColumnName("exchange").HasMaxLength(NameLength).UseCollation(keyCollation);
        table.Property(row => row.Cursor).HasColumnName("cursor_text");
        table.Property(row => row.SavedAt).HasColumnName("saved_at");
    }

    private void Links(EntityTypeBuilder<LinkRow> table)
    {
        table.ToTable("links");
        table.Property(row => row.Id).HasColumnName("id");
        table.Property(row => row.FlowId).HasColumnName("flow_id");
        table.Property(row => row.Key).HasColumnName("source_key").HasMaxLength(KeyLength).UseCollation(keyCollation);
        table.Property(row => row.EntityTypeId).HasColumnName("entity_type_id");
        table.Property(row => row.CrmId).HasColumnName("crm_id");
        table.Property(row => row.Agreed).HasColumnName("agreed");
        table.Property(row => row.SourceVersion).HasColumnName("source_version").HasMaxLength(200);
        table.Property(row => row.Matches).HasColumnName("matches");
        table.HasIndex(row => new { row.FlowId, row.Key }).IsUnique();

        // For the history of a record: CRM ids grow, so a load appends to it.
        table.HasIndex(row => new { row.FlowId, row.CrmId });
    }

    private void LinkMatches(EntityTypeBuilder<LinkMatchRow> table)
    {
        table.ToTable("link_matches");
        table.HasKey(row => new { row.FlowId, row.Rule, row.Value, row.LinkId });
        table.Property(row => row.FlowId).HasColumnName("flow_id");
        table.Property(row => row.Rule).HasColumnName("match_rule");
        table.Property(row => row.Value).HasColumnName("value").HasMaxLength(MatchLength).UseCollation(keyCollation);
        table.Property(row => row.LinkId).HasColumnName("link_id");
    }

    private void RowStates(EntityTypeBuilder<RowStateRow> table)
    {
        table.ToTable("row_states");
        table.HasKey(row => new { row.ExchangeId, row.RowKey });
        table.Property(row => row.ExchangeId).HasColumnName("exchange_id");
        table.Property(row => row.RowKey).HasColumnName("row_key").HasMaxLength(RowKeyLength).UseCollation(keyCollation);
        table.Property(row => row.Fingerprint).HasColumnName("fingerprint").HasMaxLength(16);
        table.Property(row => row.Outcomes).HasColumnName("outcomes").HasMaxLength(64);
    }

    private static void Journal(EntityTypeBuilder<JournalRow> table)
    {
        table.ToTable("journal");
        table.Property(row => row.Id).HasColumnName("id").ValueGeneratedNever();
        table.Property(row => row.At).HasColumnName("at");
        table.Property(row => row.Level).HasColumnName("level");
        table.Property(row => row.Kind).HasColumnName("kind");
        table.Property(row => row.ExchangeId).HasColumnName("exchange_id");
        table.Property(row => row.FlowId).HasColumnName("flow_id");
        table.Property(row => row.RunId).HasColumnName("run_id");
        table.Property(row => row.Key).HasColumnName("source_key").HasMaxLength(RowKeyLength);
        table.Property(row => row.CrmId).HasColumnName("crm_id");
        table.Property(row => row.Outcome).HasColumnName("outcome");
        table.Property(row => row.Text).HasColumnName("text");
        table.Property(row => row.Changes).HasColumnName("changes");
        table.HasIndex(row => new { row.ExchangeId, row.Id });
        table.HasIndex(row => new { row.RunId, row.Id });

        // The history of a record. Ids grow, so a load appends; an index over all keys would be touched at random by every entry. What never got an id is found by its key.
        table.HasIndex(row => new { row.FlowId, row.CrmId }).HasDatabaseName("ix_journal_records").HasFilter("crm_id IS NOT NULL");
        table.HasIndex(row => row.Key).HasDatabaseName("ix_journal_keys").HasFilter("source_key IS NOT NULL AND crm_id IS NULL");

        // Warnings and errors are few and asked for most: their own small index.
        table.HasIndex(row => row.Id).HasDatabaseName("ix_journal_problems").HasFilter($"level >= {(int)JournalLevel.Warning}");
    }

    private static void Counters(EntityTypeBuilder<CounterRow> table)
    {
        table.ToTable("counters");
        table.HasKey(row => row.Name);
        table.Property(row => row.Name).HasColumnName("name").HasMaxLength(50);
        table.Property(row => row.Value).HasColumnName("value");
        table.HasData(new CounterRow { Name = CounterRow.Journal, Value = 0 }, new CounterRow { Name = CounterRow.Inbox, Value = 0 });
    }
}
