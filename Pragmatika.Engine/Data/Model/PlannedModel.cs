using Microsoft.EntityFrameworkCore;

namespace Pragmatika.Engine.Data.Model;

/// <summary>What dry runs planned. Names are those the plain SQL of <c>Data/Store</c> uses.</summary>
internal sealed class PlannedModel(ModelBuilder builder, string? keyCollation)
{
    public void Build() => builder.Entity<PlannedChangeRow>(table =>
    {
        table.ToTable("planned_changes");
        table.HasKey(row => new { row.RunId, row.Number });
        table.Property(row => row.RunId).HasColumnName("run_id");
        table.Property(row => row.Number).HasColumnName("number").ValueGeneratedNever();
        table.Property(row => row.Kind).HasColumnName("kind");
        table.Property(row => row.Flow).HasColumnName("flow").HasMaxLength(StoreModel.NameLength).UseCollation(keyCollation);
        table.Property(row => row.Key).HasColumnName("source_key").HasMaxLength(StoreModel.RowKeyLength);
        table.Property(row => row.CrmId).HasColumnName("crm_id");
        table.Property(row => row.Title).HasColumnName("title");
        table.Property(row => row.Why).HasColumnName("why");
        table.Property(row => row.Changes).HasColumnName("changes");
    });
}

/// <summary>One change a dry run would have made.</summary>
public sealed class PlannedChangeRow
{
    public Guid RunId { get; set; }

    /// <summary>Counts from 1 within the run, in the order of planning.</summary>
    public long Number { get; set; }

    public byte Kind { get; set; }

    public required string Flow { get; set; }

    public required string Key { get; set; }

    public long? CrmId { get; set; }

    public required string Title { get; set; }

    public required string Why { get; set; }

    public string? Changes { get; set; }
}
