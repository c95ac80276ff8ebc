using Pragmatika.Engine.Mapping;
using Pragmatika.Engine.Mapping.Inverses;

namespace Pragmatika.Engine.Runs.Reverse;

/// <summary>What the way back says to people, and how it spells what no rule spells.</summary>
internal static class ReverseTexts
{
    public static readonly Message Written = new("Из Битрикс24 в таблицу", "From Bitrix24 to the table");

    public static readonly Message Deleted = new("Удалена в Битрикс24, строки отмечены", "Deleted in Bitrix24, its rows are marked");

    public static readonly Message RowsDeleted = new("Удалена в Битрикс24, строки удалены из таблицы: {0}", "Deleted in Bitrix24, its rows are deleted from the table: {0}");

    public static ColumnStyle Plain { get; } = new("yyyy-MM-dd", "yyyy-MM-dd'T'HH:mm:ss", ".", "1", "0", ";", GuidBytes.Text);
}
