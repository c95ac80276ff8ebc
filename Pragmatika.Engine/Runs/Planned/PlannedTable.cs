using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Pragmatika.Engine.Stores;

namespace Pragmatika.Engine.Runs.Planned;

/// <summary>What dry runs planned. Names are those the plain SQL of <c>Data/Store</c> uses.</summary>
internal sealed class PlannedTable : IEntityTypeConfiguration<PlannedChangeRow>
{
    public void Configure(EntityTypeBuilder<PlannedChangeRow> table)
    {
        table.ToTable("planned_changes");
        table.HasKey(row => new { row.RunId, row.Number });
        table.Property(row => row.RunId).HasColumnName("run_id");
        table.Property(row => row.Number).HasColumnName("number").ValueGeneratedNever();
        table.Property(row => row.Kind).HasColumnName("kind");
        table.Property(row => row.Flow).HasColumnName("flow").IsKey(KeyColumns.NameLength);
        table.Property(row => row.Key).HasColumnName("source_key").HasMaxLength(KeyColumns.RowKeyLength);
        table.Property(row => row.CrmId).HasColumnName("crm_id");
        table.Property(row => row.Title).HasColumnName("title");
        table.Property(row => row.Why).HasColumnName("why");
        table.Property(row => row.Changes).HasColumnName("changes");
    }
}
