using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Pragmatika.Engine.Data.Model;

/// <summary>Settings that belong to the whole portal, and its encryption keys.</summary>
internal sealed class SettingTables : IEntityTypeConfiguration<SettingRow>, IEntityTypeConfiguration<ProtectionKeyRow>
{
    public void Configure(EntityTypeBuilder<SettingRow> table)
    {
        table.ToTable("settings");
        table.HasKey(row => row.Name);
        table.Property(row => row.Name).HasColumnName("name").HasMaxLength(200);
        table.Property(row => row.Value).HasColumnName("value");
    }

    public void Configure(EntityTypeBuilder<ProtectionKeyRow> table)
    {
        table.ToTable("protection_keys");
        table.Property(row => row.Id).HasColumnName("id");
        table.Property(row => row.FriendlyName).HasColumnName("friendly_name").HasMaxLength(200);
        table.Property(row => row.Xml).HasColumnName("xml");
    }
}
