using Pragmatika.Engine.Mapping;

namespace Pragmatika.Engine.Runs;

/// <summary>What the journal says of records whose rows went.</summary>
internal static class VanishedTexts
{
    public static readonly Message Deleted = new("Строк таблицы больше нет: запись удалена в Битрикс24", "No row carries it any more: the record is deleted in Bitrix24");
    public static readonly Message Marked = new("Строк таблицы больше нет: запись отмечена в Битрикс24", "No row carries it any more: the record is marked in Bitrix24");
    public static readonly Message Returned = new("Строка таблицы снова есть: отметка в Битрикс24 снята", "A row carries it again: the mark in Bitrix24 is taken off");
    public static readonly Message StillMarked = new("Строка таблицы снова есть, но отметка не снята: {0}", "A row carries it again, but the mark is not taken off: {0}");
    public static readonly Message StillMarkedRemedy = new("Следующий прогон попробует снова", "The next run tries again");
    public static readonly Message Refused = new("Строк таблицы больше нет, но Битрикс24 отказал: {0}", "No row carries it any more, but Bitrix24 refused: {0}");
    public static readonly Message WouldDelete = new("Строк таблицы больше нет: запись удалилась бы в Битрикс24", "No row carries it any more: the record would be deleted in Bitrix24");
    public static readonly Message WouldMark = new("Строк таблицы больше нет: запись получила бы отметку в Битрикс24", "No row carries it any more: the record would be marked in Bitrix24");
    public static readonly Message WouldAsk = new("Строк таблицы больше нет: запись ждала бы решения человека", "No row carries it any more: the record would wait for a person");
    public static readonly Message WouldLeave = new("Строк таблицы больше нет: запись осталась бы как есть", "No row carries it any more: the record would stay as it is");
    public static readonly Message KeysUnknown = new(
        "Поток «{0}»: у некоторых строк ключ не читается, поэтому исчезнувшие записи в этот раз не определяются", "Flow '{0}': the keys of some rows cannot be read, so vanished records are not judged this time");
}
