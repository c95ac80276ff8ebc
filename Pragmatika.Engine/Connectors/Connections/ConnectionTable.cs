using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Pragmatika.Engine.Stores;

namespace Pragmatika.Engine.Connectors.Connections;

/// <summary>Table of the connections.</summary>
internal sealed class ConnectionTable : IEntityTypeConfiguration<ConnectionRow>
{
    public void Configure(EntityTypeBuilder<ConnectionRow> table)
    {
        table.ToTable("connections");
        table.HasKey(row => row.Name);
        table.Property(row => row.Name).HasColumnName("name").IsKey(KeyColumns.NameLength);
        table.Property(row => row.Title).HasColumnName("title").HasMaxLength(200);
        table.Property(row => row.Kind).HasColumnName("kind");
        table.Property(row => row.Shown).HasColumnName("shown").HasMaxLength(500);
        table.Property(row => row.Protected).HasColumnName("protected");
        table.Property(row => row.HookProtected).HasColumnName("hook_protected");
        table.Property(row => row.SavedAt).HasColumnName("saved_at");
    }
}
