using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Pragmatika.Engine.Delivery;

namespace Pragmatika.Engine.Data.Model;

/// <summary>Tables of what people wrote or must decide: connections, exchanges, dead letters, settings.</summary>
internal sealed class CatalogModel(ModelBuilder builder, string? keyCollation)
{
    public void Build()
    {
        builder.Entity<ConnectionRow>(Connections);
        builder.Entity<ExchangeRow>(Exchanges);
        builder.Entity<ExchangeVersionRow>(ExchangeVersions);
        builder.Entity<DeadLetterRow>(DeadLetters);
        builder.Entity<SettingRow>(Settings);
        builder.Entity<ProtectionKeyRow>(ProtectionKeys);
    }

    private void Connections(EntityTypeBuilder<ConnectionRow> table)
    {
        table.ToTable("connections");
        table.HasKey(row => row.Name);
        table.Property(row => row.Name).HasColumnName("name").HasMaxLength(StoreModel.NameLength).UseCollation(keyCollation);
        table.Property(row => row.Title).HasColumnName("title").HasMaxLength(200);
        table.Property(row => row.Kind).HasColumnName("kind");
        table.Property(row => row.Shown).HasColumnName("shown").HasMaxLength(500);
        table.Property(row => row.Protected).HasColumnName("protected");
        table.Property(row => row.HookProtected).HasColumnName("hook_protected");
        table.Property(row => row.SavedAt).HasColumnName("saved_at");
    }

    private void Exchanges(EntityTypeBuilder<ExchangeRow> table)
    {
        table.ToTable("exchanges");
        table.HasKey(row => row.Name);
        table.Property(row => row.Name).HasColumnName("name").HasMaxLength(StoreModel.NameLength).UseCollation(keyCollation);
        table.Property(row => row.Title).HasColumnName("title").HasMaxLength(200);
        table.Property(row => row.Version).HasColumnName("version").IsConcurrencyToken();
        table.Property(row => row.IsDeleted).HasColumnName("is_deleted");
    }

    private void ExchangeVersions(EntityTypeBuilder<ExchangeVersionRow> table)
    {
        table.ToTable("exchange_versions");
        table.HasKey(row => new { row.Name, row.Version });
        table.Property(row => row.Name).HasColumnName("name").HasMaxLength(StoreModel.NameLength).UseCollation(keyCollation);
        table.Property(row => row.Version).HasColumnName("version");
        table.Property(row => row.Definition).HasColumnName("definition");
        table.Property(row => row.SavedAt).HasColumnName("saved_at");
        table.Property(row => row.SavedBy).HasColumnName("saved_by").HasMaxLength(256);
    }

    private void DeadLetters(EntityTypeBuilder<DeadLetterRow> table)
    {
        table.ToTable("dead_letters");
        table.Property(row => row.Id).HasColumnName("id");
        table.Property(row => row.Exchange).HasColumnName("exchange").HasMaxLength(StoreModel.NameLength).UseCollation(keyCollation);
        table.Property(row => row.Flow).HasColumnName("flow").HasMaxLength(StoreModel.NameLength).UseCollation(keyCollation);
        table.Property(row => row.Key).HasColumnName("source_key").HasMaxLength(StoreModel.KeyLength).UseCollation(keyCollation);
        table.Property(row => row.RowKey).HasColumnName("row_key").HasMaxLength(StoreModel.RowKeyLength);
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

    private static void Settings(EntityTypeBuilder<SettingRow> table)
    {
        table.ToTable("settings");
        table.HasKey(row => row.Name);
        table.Property(row => row.Name).HasColumnName("name").HasMaxLength(200);
        table.Property(row => row.Value).HasColumnName("value");
    }

    private static void ProtectionKeys(EntityTypeBuilder<ProtectionKeyRow> table)
    {
        table.ToTable("protection_keys");
        table.Property(row => row.Id).HasColumnName("id");
        table.Property(row => row.FriendlyName).HasColumnName("friendly_name").HasMaxLength(200);
        table.Property(row => row.Xml).HasColumnName("xml");
    }
}
