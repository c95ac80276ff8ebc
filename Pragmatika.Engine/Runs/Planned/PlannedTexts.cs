using Pragmatika.Engine.Mapping;

namespace Pragmatika.Engine.Runs.Planned;

/// <summary>Why a dry run plans a change.</summary>
internal static class PlannedTexts
{
    public static readonly Message New = new("Ключ ещё не связан, похожей записи в Битрикс24 нет", "The key is not linked yet, and no Bitrix24 record matches");
    public static readonly Message Differs = new("Строка отличается от того, что согласовано", "The row differs from what was agreed on");
    public static readonly Message Matched = new("Подошла запись, которая уже есть в Битрикс24", "A record that Bitrix24 has already matches");
    public static readonly Message SameAsKey = new("Та же запись, что у ключа {0}", "The same record as that of key {0}");
    public static readonly Message SameAsInBatch = new("Та же запись, которую создаёт ключ {0}", "The same record that key {0} creates");
}
