using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Pragmatika.Engine.Stores;

namespace Pragmatika.Engine.Compare;

/// <summary>Comparisons of both sides: their reports, what they found, and the checksums of what they found equal.</summary>
internal sealed class CompareTables :
    IEntityTypeConfiguration<CompareReportRow>,
    IEntityTypeConfiguration<CompareFindingRow>,
    IEntityTypeConfiguration<CompareRangeRow>
{
    public void Configure(EntityTypeBuilder<CompareReportRow> table)
    {
        table.ToTable("compare_reports");
        table.Property(row => row.Id).HasColumnName("id").ValueGeneratedNever();
        table.Property(row => row.Exchange).HasColumnName("exchange").IsKey(KeyColumns.NameLength);
        table.Property(row => row.StartedAt).HasColumnName("started_at");
        table.Property(row => row.EndedAt).HasColumnName("ended_at");
        table.Property(row => row.StartedBy).HasColumnName("started_by").HasMaxLength(256);
        table.Property(row => row.State).HasColumnName("state");
        table.Property(row => row.Rows).HasColumnName("row_count");
        table.Property(row => row.Ranges).HasColumnName("ranges");
        table.Property(row => row.RangesCompared).HasColumnName("ranges_compared");
        table.Property(row => row.Flows).HasColumnName("flows");
        table.Property(row => row.Message).HasColumnName("message");
        table.HasIndex(row => new { row.Exchange, row.StartedAt });
    }

    public void Configure(EntityTypeBuilder<CompareFindingRow> table)
    {
        table.ToTable("compare_findings");
        table.HasKey(row => new { row.ReportId, row.Number });
        table.Property(row => row.ReportId).HasColumnName("report_id");
        table.Property(row => row.Number).HasColumnName("number").ValueGeneratedNever();
        table.Property(row => row.Kind).HasColumnName("kind");
        table.Property(row => row.Flow).HasColumnName("flow").IsKey(KeyColumns.NameLength);
        table.Property(row => row.Key).HasColumnName("source_key").HasMaxLength(KeyColumns.RowKeyLength);
        table.Property(row => row.CrmId).HasColumnName("crm_id");
        table.Property(row => row.Fields).HasColumnName("fields");
        table.Property(row => row.SqlAt).HasColumnName("sql_at");
        table.Property(row => row.CrmAt).HasColumnName("crm_at");
    }

    public void Configure(EntityTypeBuilder<CompareRangeRow> table)
    {
        table.ToTable("compare_ranges");
        table.HasKey(row => new { row.Exchange, row.Flow, row.Range });
        table.Property(row => row.Exchange).HasColumnName("exchange").IsKey(KeyColumns.NameLength);
        table.Property(row => row.Flow).HasColumnName("flow").IsKey(KeyColumns.NameLength);
        table.Property(row => row.Range).HasColumnName("range_no");
        table.Property(row => row.Digest).HasColumnName("digest").HasMaxLength(48);
    }
}
