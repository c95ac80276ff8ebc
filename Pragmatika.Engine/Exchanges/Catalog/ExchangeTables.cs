using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Pragmatika.Engine.Stores;

namespace Pragmatika.Engine.Exchanges.Catalog;

/// <summary>Tables of the exchanges and of all versions of their definitions.</summary>
internal sealed class ExchangeTables : IEntityTypeConfiguration<ExchangeRow>, IEntityTypeConfiguration<ExchangeVersionRow>
{
    public void Configure(EntityTypeBuilder<ExchangeRow> table)
    {
        table.ToTable("exchanges");
        table.HasKey(row => row.Name);
        table.Property(row => row.Name).HasColumnName("name").IsKey(KeyColumns.NameLength);
        table.Property(row => row.Title).HasColumnName("title").HasMaxLength(200);
        table.Property(row => row.Version).HasColumnName("version").IsConcurrencyToken();
        table.Property(row => row.IsDeleted).HasColumnName("is_deleted");
    }

    public void Configure(EntityTypeBuilder<ExchangeVersionRow> table)
    {
        table.ToTable("exchange_versions");
        table.HasKey(row => new { row.Name, row.Version });
        table.Property(row => row.Name).HasColumnName("name").IsKey(KeyColumns.NameLength);
        table.Property(row => row.Version).HasColumnName("version");
        table.Property(row => row.Definition).HasColumnName("definition");
        table.Property(row => row.SavedAt).HasColumnName("saved_at");
        table.Property(row => row.SavedBy).HasColumnName("saved_by").HasMaxLength(256);
    }
}
