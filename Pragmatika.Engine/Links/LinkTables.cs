using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Pragmatika.Engine.Stores;

namespace Pragmatika.Engine.Links;

/// <summary>Tables of links and of what rows were. Names are those the plain SQL of <c>Data/Store</c> uses.</summary>
internal sealed class LinkTables : IEntityTypeConfiguration<LinkRow>, IEntityTypeConfiguration<LinkMatchRow>, IEntityTypeConfiguration<RowStateRow>
{
    public void Configure(EntityTypeBuilder<LinkRow> table)
    {
        table.ToTable("links");
        table.Property(row => row.Id).HasColumnName("id");
        table.Property(row => row.FlowId).HasColumnName("flow_id");
        table.Property(row => row.Key).HasColumnName("source_key").IsKey(KeyColumns.KeyLength);
        table.Property(row => row.EntityTypeId).HasColumnName("entity_type_id");
        table.Property(row => row.CrmId).HasColumnName("crm_id");
        table.Property(row => row.Agreed).HasColumnName("agreed");
        table.Property(row => row.SourceVersion).HasColumnName("source_version").HasMaxLength(200);
        table.Property(row => row.Matches).HasColumnName("matches");
        table.HasIndex(row => new { row.FlowId, row.Key }).IsUnique();

        // For the history of a record: CRM ids grow, so a load appends to it.
        table.HasIndex(row => new { row.FlowId, row.CrmId });
    }

    public void Configure(EntityTypeBuilder<LinkMatchRow> table)
    {
        table.ToTable("link_matches");
        table.HasKey(row => new { row.FlowId, row.Rule, row.Value, row.LinkId });
        table.Property(row => row.FlowId).HasColumnName("flow_id");
        table.Property(row => row.Rule).HasColumnName("match_rule");
        table.Property(row => row.Value).HasColumnName("value").IsKey(KeyColumns.MatchLength);
        table.Property(row => row.LinkId).HasColumnName("link_id");
    }

    public void Configure(EntityTypeBuilder<RowStateRow> table)
    {
        table.ToTable("row_states");
        table.HasKey(row => new { row.ExchangeId, row.RowKey });
        table.Property(row => row.ExchangeId).HasColumnName("exchange_id");
        table.Property(row => row.RowKey).HasColumnName("row_key").IsKey(KeyColumns.RowKeyLength);
        table.Property(row => row.Fingerprint).HasColumnName("fingerprint").HasMaxLength(16);
        table.Property(row => row.Outcomes).HasColumnName("outcomes").HasMaxLength(64);
    }
}
