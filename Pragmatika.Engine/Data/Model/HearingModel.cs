using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Pragmatika.Engine.Data.Model;

/// <summary>Tables of what was heard from the portals. Names are those the plain SQL of <c>Data/Store</c> uses.</summary>
internal sealed class HearingModel(ModelBuilder builder, string? keyCollation)
{
    private const int FailureLength = 1000;

    public void Build()
    {
        builder.Entity<HeardRow>(Inbox);
        builder.Entity<HearingPositionRow>(Positions);
        builder.Entity<HearingWayRow>(Ways);
        builder.Entity<HearingLeaseRow>(Leases);
    }

    private void Inbox(EntityTypeBuilder<HeardRow> table)
    {
        table.ToTable("crm_inbox");
        table.HasKey(row => new { row.Connection, row.EntityTypeId, row.CrmId });
        Connection(table.Property(row => row.Connection));
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

    private void Positions(EntityTypeBuilder<HearingPositionRow> table)
    {
        table.ToTable("crm_positions");
        table.HasKey(row => new { row.Connection, row.EntityTypeId });
        Connection(table.Property(row => row.Connection));
        table.Property(row => row.EntityTypeId).HasColumnName("entity_type_id");
        table.Property(row => row.Since).HasColumnName("since");
        table.Property(row => row.PolledTo).HasColumnName("polled_to");
        table.Property(row => row.OffsetMinutes).HasColumnName("offset_minutes");
        table.Property(row => row.SweptAt).HasColumnName("swept_at");
    }

    private void Ways(EntityTypeBuilder<HearingWayRow> table)
    {
        table.ToTable("crm_ways");
        table.HasKey(row => new { row.Connection, row.Way });
        Connection(table.Property(row => row.Connection));
        table.Property(row => row.Way).HasColumnName("way");
        table.Property(row => row.WorkedAt).HasColumnName("worked_at");
        table.Property(row => row.HeardAt).HasColumnName("heard_at");
        table.Property(row => row.FailedAt).HasColumnName("failed_at");
        table.Property(row => row.Failure).HasColumnName("failure").HasMaxLength(FailureLength);
    }

    private void Leases(EntityTypeBuilder<HearingLeaseRow> table)
    {
        table.ToTable("crm_listeners");
        table.HasKey(row => row.Connection);
        Connection(table.Property(row => row.Connection));
        table.Property(row => row.Holder).HasColumnName("holder").HasMaxLength(300);
        table.Property(row => row.Until).HasColumnName("until_at");
    }

    private void Connection(PropertyBuilder<string> column) =>
        column.HasColumnName("connection").HasMaxLength(StoreModel.NameLength).UseCollation(keyCollation);
}
