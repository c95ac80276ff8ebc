using Pragmatika.Engine.Mapping;
using Pragmatika.Engine.Mapping.Inverses;

namespace Pragmatika.Engine.Runs.Reverse;

/// <summary>What the way back says to people, and how it spells what no rule spells.</summary>
internal static class ReverseTexts
{
    public static readonly Message Written = new("Из Битрикс24 в таблицу", "From Bitrix24 to the table");

    public static readonly Message Deleted = new("Удалена в Битрикс24, строки отмечены", "Deleted in Bitrix24, its rows are marked");

    public static readonly Message RowsDeleted = new("Удалена в Битрикс24, строки удалены из таблицы: {0}", "Deleted in Bitrix24, its rows are deleted from the table: {0}");

    public static readonly Message Born = new("Создана в Битрикс24, в таблицу добавлена строка", "Born in Bitrix24, a row was added to the table");

    public static readonly Message NotTaken = new("Строка для новой записи Битрикс24 не подошла бы потоку или столбцу", "The row for the new Bitrix24 record would not suit the flow or a column");
    public static readonly Message NotTakenRemedy = new("Дополните born.defaults так, чтобы строка подходила под условие потока", "Complete born.defaults so that the row meets the flow's condition");

    public static ColumnStyle Plain { get; } = new("yyyy-MM-dd", "yyyy-MM-dd'T'HH:mm:ss", ".", "1", "0", ";", GuidBytes.Text);
}
