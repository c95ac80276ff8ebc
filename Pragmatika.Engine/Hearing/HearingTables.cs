using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Pragmatika.Engine.Stores;

namespace Pragmatika.Engine.Hearing;

/// <summary>Tables of what was heard from the portals. Names are those the plain SQL of <c>Data/Store</c> uses.</summary>
internal sealed class HearingTables :
    IEntityTypeConfiguration<HeardRow>,
    IEntityTypeConfiguration<HearingPositionRow>,
    IEntityTypeConfiguration<HearingWayRow>,
    IEntityTypeConfiguration<HearingLeaseRow>
{
    public void Configure(EntityTypeBuilder<HeardRow> table)
    {
        table.ToTable("crm_inbox");
        table.HasKey(row => new { row.Connection, row.EntityTypeId, row.CrmId });
        table.Property(row => row.Connection).HasColumnName("connection").IsKey(KeyColumns.NameLength);
        table.Property(row => row.EntityTypeId).HasColumnName("entity_type_id");
        table.Property(row => row.CrmId).HasColumnName("crm_id");
        table.Property(row => row.Sequence).HasColumnName("sequence");
        table.Property(row => row.Kind).HasColumnName("kind");
        table.Property(row => row.HeardBy).HasColumnName("heard_by");
        table.Property(row => row.HeardAt).HasColumnName("heard_at");
        table.Property(row => row.ModifiedAt).HasColumnName("modified_at");
        table.Property(row => row.Bindings).HasColumnName("bindings");

        // Only what waits: the memory may hold a million rows more.
        table.HasIndex(row => new { row.Connection, row.Sequence }).HasFilter("sequence > 0");
    }

    public void Configure(EntityTypeBuilder<HearingPositionRow> table)
    {
        table.ToTable("crm_positions");
        table.HasKey(row => new { row.Connection, row.EntityTypeId });
        table.Property(row => row.Connection).HasColumnName("connection").IsKey(KeyColumns.NameLength);
        table.Property(row => row.EntityTypeId).HasColumnName("entity_type_id");
        table.Property(row => row.Since).HasColumnName("since");
        table.Property(row => row.PolledTo).HasColumnName("polled_to");
        table.Property(row => row.OffsetMinutes).HasColumnName("offset_minutes");
        table.Property(row => row.SweptAt).HasColumnName("swept_at");
    }

    public void Configure(EntityTypeBuilder<HearingWayRow> table)
    {
        table.ToTable("crm_ways");
        table.HasKey(row => new { row.Connection, row.Way });
        table.Property(row => row.Connection).HasColumnName("connection").IsKey(KeyColumns.NameLength);
        table.Property(row => row.Way).HasColumnName("way");
        table.Property(row => row.WorkedAt).HasColumnName("worked_at");
        table.Property(row => row.HeardAt).HasColumnName("heard_at");
        table.Property(row => row.FailedAt).HasColumnName("failed_at");
        table.Property(row => row.Failure).HasColumnName("failure").HasMaxLength(1000);
    }

    public void Configure(EntityTypeBuilder<HearingLeaseRow> table)
    {
        table.ToTable("crm_listeners");
        table.HasKey(row => row.Connection);
        table.Property(row => row.Connection).HasColumnName("connection").IsKey(KeyColumns.NameLength);
        table.Property(row => row.Holder).HasColumnName("holder").HasMaxLength(300);
        table.Property(row => row.Until).HasColumnName("until_at");
    }
}
