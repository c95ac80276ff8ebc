using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Pragmatika.Engine.Stores;

namespace Pragmatika.Engine.Delivery;

/// <summary>Table of the dead letters. Names are those the plain SQL of <c>Data/Store</c> uses.</summary>
internal sealed class DeadLetterTable : IEntityTypeConfiguration<DeadLetterRow>
{
    public void Configure(EntityTypeBuilder<DeadLetterRow> table)
    {
        table.ToTable("dead_letters");
        table.Property(row => row.Id).HasColumnName("id");
        table.Property(row => row.Exchange).HasColumnName("exchange").IsKey(KeyColumns.NameLength);
        table.Property(row => row.Flow).HasColumnName("flow").IsKey(KeyColumns.NameLength);
        table.Property(row => row.Key).HasColumnName("source_key").IsKey(KeyColumns.KeyLength);
        table.Property(row => row.RowKey).HasColumnName("row_key").HasMaxLength(KeyColumns.RowKeyLength);
        table.Property(row => row.RunId).HasColumnName("run_id");
        table.Property(row => row.Cause).HasColumnName("cause");
        table.Property(row => row.Code).HasColumnName("code").HasMaxLength(200);
        table.Property(row => row.Message).HasColumnName("message");
        table.Property(row => row.Payload).HasColumnName("payload");
        table.Property(row => row.Attempts).HasColumnName("attempts");
        table.Property(row => row.FirstAt).HasColumnName("first_at");
        table.Property(row => row.LastAt).HasColumnName("last_at");
        table.Property(row => row.State).HasColumnName("state");
        table.Property(row => row.Candidates).HasColumnName("candidates");
        table.HasIndex(row => new { row.State, row.LastAt });

        // At most one open letter a record.
        table.HasIndex(row => new { row.Exchange, row.Flow, row.Key }).IsUnique().HasFilter($"state = {(int)DeadLetterState.Open}");
    }
}
