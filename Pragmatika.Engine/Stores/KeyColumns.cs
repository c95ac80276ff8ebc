using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Pragmatika.Engine.Stores;

/// <summary>
/// Columns that hold names and keys: they are compared byte by byte on every engine. A room says which of its columns these are; the database says by what collation.
/// </summary>
internal static class KeyColumns
{
    /// <summary>Longest names and keys: an index of SQL Server holds 900 bytes, two for each character.</summary>
    public const int NameLength = 100;
    public const int KeyLength = 255;
    public const int RowKeyLength = 400;
    public const int MatchLength = 128;

    private const string Mark = "pragmatika:key";

    /// <summary>Marks the column; <see cref="Collate"/> replaces the mark.</summary>
    public static PropertyBuilder<string> IsKey(this PropertyBuilder<string> column, int length) => column.HasMaxLength(length).UseCollation(Mark);

    /// <summary>Gives every marked column the engine's collation; null where its default compares byte by byte.</summary>
    public static void Collate(IMutableModel model, string? collation)
    {
        foreach (var column in model.GetEntityTypes().SelectMany(table => table.GetDeclaredProperties()).Where(column => column.GetCollation() == Mark))
        {
            column.SetCollation(collation);
        }
    }
}
