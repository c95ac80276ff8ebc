using Pragmatika.Engine.Mapping;

namespace Pragmatika.Engine.Runs.Undo;

/// <summary>What an undo says to people.</summary>
internal static class UndoTexts
{
    public static readonly Message NoRun = new("Нет прогона {0} обмена «{1}», который можно отменить.", "There is no run {0} of exchange '{1}' that can be undone.");
    public static readonly Message StillRunning = new("Этот прогон ещё идёт. Дождитесь конца или остановите его.", "This run is still under way. Wait for its end, or stop it.");
    public static readonly Message NoUndo = new("Прогон {0} не отменял этот прогон.", "Run {0} did not undo this run.");
    public static readonly Message Restored = new("Возвращены значения до прогона", "The values before the run are back");
    public static readonly Message Deleted = new("Удалена: её создал отменённый прогон", "Deleted: the run that is undone had created it");
    public static readonly Message Recreated = new("Создана заново: её удалил отменённый прогон", "Created again: the run that is undone had deleted it");
    public static readonly Message RestoredInTable = new("В таблицу возвращены значения до прогона", "The values before the run are back in the table");
    public static readonly Message WillRestore = new("Вернутся значения до прогона", "The values before the run come back");
    public static readonly Message WillRestoreInTable = new("Значения до прогона вернутся в таблицу", "The values before the run come back to the table");
    public static readonly Message WillDelete = new("Запись создал этот прогон, и с тех пор её никто не менял", "This run created the record, and nobody has changed it since");
    public static readonly Message WillRecreate = new("Запись удалил этот прогон; она получит новый ID", "This run deleted the record; it gets a new id");
    public static readonly Message Stay = new(" Не вернутся поля, которые с тех пор изменили: {0}.", " Fields changed since stay as they are: {0}.");
    public static readonly Message Kinds = new(" Вид телефона или почты (рабочий, мобильный) в журнале не хранится.", " The journal does not keep the kind of a phone or e-mail (work, mobile).");
    public static readonly Message Extras = new("Не отменено: комментарии и файлы остаются ({0}).", "Not undone: comments and files stay ({0}).");
    public static readonly Message Touched = new("Не отменено: с тех пор изменили {0}.", "Not undone: {0} changed since.");
    public static readonly Message TouchedElsewhere = new("Не удалено: запись с тех пор кто-то менял.", "Not deleted: somebody has changed the record since.");
    public static readonly Message Used = new("Не удалено: на запись ссылаются другие (ID {0}).", "Not deleted: other records refer to it (id {0}).");
    public static readonly Message Gone = new("Не отменено: записи в Битрикс24 больше нет.", "Not undone: Bitrix24 no longer has the record.");
    public static readonly Message ThereAgain = new("Не создано: запись с этим ключом уже есть (ID {0}).", "Not created: there is a record with this key again (id {0}).");
    public static readonly Message NoRows = new("Не отменено: строк с этим ключом больше нет.", "Not undone: no row carries the key any more.");
    public static readonly Message NoRule = new("Не отменено: правила для {0} больше нет или колонка не принимает прежнее значение.", "Not undone: the rule of {0} is gone, or the column does not take the old value.");
    public static readonly Message NoFlow = new("Не отменено: потока «{0}» в обмене больше нет.", "Not undone: the exchange no longer has a flow '{0}'.");
    public static readonly Message Refused = new("Не отменено: {0}", "Not undone: {0}");
    public static readonly Message Lost = new(
        "Не отменено изменений: {0}. Их записей в журнале уже нет (срок хранения) или прогон их не успел записать.",
        "Changes not undone: {0}. The journal no longer has their entries (time of keeping), or the run did not get to write them.");
}
