using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Pragmatika.Engine.Stores;

namespace Pragmatika.Engine.Questions;

/// <summary>What waits for people, and what they told to wait. Names are those the plain SQL of <c>Data/Store</c> uses.</summary>
internal sealed class QuestionTables : IEntityTypeConfiguration<QuestionRow>, IEntityTypeConfiguration<PausedRecordRow>
{
    public void Configure(EntityTypeBuilder<QuestionRow> table)
    {
        table.ToTable("questions");
        table.Property(row => row.Id).HasColumnName("id");
        table.Property(row => row.Kind).HasColumnName("kind");
        table.Property(row => row.Exchange).HasColumnName("exchange").IsKey(KeyColumns.NameLength);
        table.Property(row => row.Flow).HasColumnName("flow").IsKey(KeyColumns.NameLength);
        table.Property(row => row.Key).HasColumnName("source_key").IsKey(KeyColumns.KeyLength);
        table.Property(row => row.Field).HasColumnName("field").IsKey(KeyColumns.NameLength);
        table.Property(row => row.RowKey).HasColumnName("row_key").HasMaxLength(KeyColumns.RowKeyLength);
        table.Property(row => row.CrmId).HasColumnName("crm_id");
        table.Property(row => row.Title).HasColumnName("title");
        table.Property(row => row.SqlValue).HasColumnName("sql_value");
        table.Property(row => row.CrmValue).HasColumnName("crm_value");
        table.Property(row => row.AgreedValue).HasColumnName("agreed_value");
        table.Property(row => row.SqlAt).HasColumnName("sql_at");
        table.Property(row => row.CrmAt).HasColumnName("crm_at");
        table.Property(row => row.CrmBy).HasColumnName("crm_by").HasMaxLength(200);
        table.Property(row => row.Candidates).HasColumnName("candidates");
        table.Property(row => row.OpenedAt).HasColumnName("opened_at");
        table.Property(row => row.Revision).HasColumnName("revision");
        table.Property(row => row.State).HasColumnName("state");
        table.Property(row => row.ClosedAt).HasColumnName("closed_at");
        table.Property(row => row.ClosedBy).HasColumnName("closed_by").HasMaxLength(256);
        table.Property(row => row.Answer).HasColumnName("answer");
        table.HasIndex(row => new { row.State, row.OpenedAt });

        // At most one open question of a kind for one field of one record.
        table.HasIndex(row => new { row.Exchange, row.Flow, row.Key, row.Field, row.Kind }).HasDatabaseName("ix_questions_open").IsUnique().HasFilter($"state = {(int)QuestionState.Open}");
    }

    public void Configure(EntityTypeBuilder<PausedRecordRow> table)
    {
        table.ToTable("paused_records");
        table.Property(row => row.Id).HasColumnName("id");
        table.Property(row => row.Exchange).HasColumnName("exchange").IsKey(KeyColumns.NameLength);
        table.Property(row => row.Flow).HasColumnName("flow").IsKey(KeyColumns.NameLength);
        table.Property(row => row.Key).HasColumnName("source_key").IsKey(KeyColumns.KeyLength);
        table.Property(row => row.Reason).HasColumnName("reason").HasMaxLength(500);
        table.Property(row => row.Until).HasColumnName("until_at");
        table.Property(row => row.PausedAt).HasColumnName("paused_at");
        table.Property(row => row.PausedBy).HasColumnName("paused_by").HasMaxLength(256);
        table.HasIndex(row => new { row.Exchange, row.Flow, row.Key }).IsUnique();
    }
}
