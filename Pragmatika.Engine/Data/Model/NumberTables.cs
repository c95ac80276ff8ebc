using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Pragmatika.Engine.Stores;

namespace Pragmatika.Engine.Data.Model;

/// <summary>Numbers that hot tables use: names of exchanges and flows, and counters in the order of commits. Names are those the plain SQL of <c>Data/Store</c> uses.</summary>
internal sealed class NumberTables : IEntityTypeConfiguration<ScopeRow>, IEntityTypeConfiguration<CounterRow>
{
    public void Configure(EntityTypeBuilder<ScopeRow> table)
    {
        table.ToTable("scopes");
        table.Property(row => row.Id).HasColumnName("id");
        table.Property(row => row.Exchange).HasColumnName("exchange").IsKey(KeyColumns.NameLength);
        table.Property(row => row.Flow).HasColumnName("flow").IsKey(KeyColumns.NameLength);
        table.Property(row => row.HighestCrmId).HasColumnName("highest_crm_id");
        table.HasIndex(row => new { row.Exchange, row.Flow }).IsUnique();
    }

    public void Configure(EntityTypeBuilder<CounterRow> table)
    {
        table.ToTable("counters");
        table.HasKey(row => row.Name);
        table.Property(row => row.Name).HasColumnName("name").HasMaxLength(50);
        table.Property(row => row.Value).HasColumnName("value");
        table.HasData(new CounterRow { Name = CounterRow.Journal, Value = 0 }, new CounterRow { Name = CounterRow.Inbox, Value = 0 });
    }
}
