using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Pragmatika.Engine.Stores;

namespace Pragmatika.Engine.Journal;

/// <summary>Table of the journal. Names are those the plain SQL of <c>Data/Store</c> uses.</summary>
internal sealed class JournalTable : IEntityTypeConfiguration<JournalRow>
{
    public void Configure(EntityTypeBuilder<JournalRow> table)
    {
        table.ToTable("journal");
        table.Property(row => row.Id).HasColumnName("id").ValueGeneratedNever();
        table.Property(row => row.At).HasColumnName("at");
        table.Property(row => row.Level).HasColumnName("level");
        table.Property(row => row.Kind).HasColumnName("kind");
        table.Property(row => row.ExchangeId).HasColumnName("exchange_id");
        table.Property(row => row.FlowId).HasColumnName("flow_id");
        table.Property(row => row.RunId).HasColumnName("run_id");
        table.Property(row => row.Key).HasColumnName("source_key").HasMaxLength(KeyColumns.RowKeyLength);
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
}
