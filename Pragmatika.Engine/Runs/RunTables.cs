using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Pragmatika.Engine.Stores;

namespace Pragmatika.Engine.Runs;

/// <summary>Tables of runs, their leases and their checkpoints. Names are those the plain SQL of <c>Data/Store</c> uses.</summary>
internal sealed class RunTables : IEntityTypeConfiguration<RunRow>, IEntityTypeConfiguration<LeaseRow>, IEntityTypeConfiguration<CheckpointRow>
{
    public void Configure(EntityTypeBuilder<RunRow> table)
    {
        table.ToTable("runs");
        table.Property(row => row.Id).HasColumnName("id").ValueGeneratedNever();
        table.Property(row => row.Exchange).HasColumnName("exchange").IsKey(KeyColumns.NameLength);
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
        table.Property(row => row.OfFlow).HasColumnName("of_flow").HasMaxLength(KeyColumns.NameLength);
        table.Property(row => row.OfKey).HasColumnName("of_key").HasMaxLength(KeyColumns.RowKeyLength);
        table.HasIndex(row => new { row.Exchange, row.StartedAt });
        table.HasIndex(row => row.StartedAt);
    }

    public void Configure(EntityTypeBuilder<LeaseRow> table)
    {
        table.ToTable("leases");
        table.HasKey(row => row.Exchange);
        table.Property(row => row.Exchange).HasColumnName("exchange").IsKey(KeyColumns.NameLength);
        table.Property(row => row.Fence).HasColumnName("fence");
        table.Property(row => row.RunId).HasColumnName("run_id");
        table.Property(row => row.ExpiresAt).HasColumnName("expires_at");
        table.Property(row => row.IsClean).HasColumnName("is_clean");
        table.Property(row => row.WasClean).HasColumnName("was_clean");
        table.Property(row => row.Holder).HasColumnName("holder").HasMaxLength(300);
    }

    public void Configure(EntityTypeBuilder<CheckpointRow> table)
    {
        table.ToTable("checkpoints");
        table.HasKey(row => row.Exchange);
        table.Property(row => row.Exchange).HasColumnName("exchange").IsKey(KeyColumns.NameLength);
        table.Property(row => row.Cursor).HasColumnName("cursor_text");
        table.Property(row => row.SavedAt).HasColumnName("saved_at");
    }
}
