using Pragmatika.Engine.Mapping;

namespace Pragmatika.Engine.Runs.Watching;

/// <summary>What the journal says of whole runs.</summary>
internal static class RunEntryTexts
{
    public static readonly Message Started = new("Начат прогон: {0}. Начал: {1}.", "Run started: {0}. Started by: {1}.");
    public static readonly Message StartedDry = new("Начат прогон: {0}, пробный. Начал: {1}.", "Run started: {0}, dry run. Started by: {1}.");
    public static readonly Message Batch = new("Порция записана: строк {0}, изменений {1}.", "Batch written: {0} rows, {1} changes.");

    public static readonly Message Counters = new(
        "{0}. Прочитано {1}, создано {2}, изменено {3}, без изменений {4}, пропущено {5}, на вопросе {6}, отклонено {7}, не отправлено {8}; запросов {9}.",
        "{0}. Read {1}, created {2}, updated {3}, unchanged {4}, skipped {5}, in question {6}, rejected {7}, failed {8}; requests {9}.");

    public static readonly Message AllRows = new("все строки", "all rows");
    public static readonly Message SomeRows = new("отдельные строки", "single rows");
    public static readonly Message Exactly = new("план пробного прогона", "the plan of a dry run");

    public static readonly Message Undo = new("отмена прогона", "undo of a run");

    public static readonly Message Repair = new("исправление расхождений", "repair of differences");

    public static readonly Message Heard = new("изменения в Битрикс24", "changes in Bitrix24");

    public static readonly Message HeardBatch = new(
        "Из Битрикс24: услышано записей {0}, записано в таблицу {1}, своих изменений узнано {2}, почти своих {3}.",
        "From Bitrix24: {0} records heard, {1} written to the table, {2} changes of our own recognised, {3} near misses.");

    public static readonly Message Changes = new("изменения", "changes");

    public static readonly Message Succeeded = new("Прогон завершён", "The run has ended");
    public static readonly Message NeedsPerson = new("Прогон завершён, есть записи для человека", "The run has ended, some records need a person");
    public static readonly Message Cancelled = new("Прогон остановлен", "The run was stopped");
    public static readonly Message FuseBlown = new("Прогон остановлен предохранителем", "The fuse has stopped the run");
    public static readonly Message WithoutFuse = new("Предохранитель снят на этот прогон по решению: {0}.", "The fuse is off for this run by decision of: {0}.");
    public static readonly Message Failed = new("Прогон не удался", "The run has failed");
}
