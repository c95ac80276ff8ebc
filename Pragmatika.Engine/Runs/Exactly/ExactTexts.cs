using Pragmatika.Engine.Mapping;

namespace Pragmatika.Engine.Runs.Exactly;

/// <summary>Why a change of a looked-at plan was not sent.</summary>
internal static class ExactTexts
{
    public static readonly Message Definition = new(
        "Не отправлено: описание обмена изменили после пробного прогона, и теперь план этой записи другой.",
        "Not sent: the exchange was edited after the dry run, and the plan of this record is another one now.");

    public static readonly Message Sides = new(
        "Не отправлено: после пробного прогона запись изменилась на одной из сторон, и теперь её план другой.",
        "Not sent: one of the sides has changed the record after the dry run, and its plan is another one now.");

    public static readonly Message Crm = new(
        "Не отправлено: после пробного прогона запись изменили в Битрикс24 (поле {0}).", "Not sent: the record was changed in Bitrix24 after the dry run (field {0}).");

    public static readonly Message Gone = new("Не отправлено: записи в Битрикс24 больше нет.", "Not sent: Bitrix24 no longer has the record.");

    public static readonly Message NotNeeded = new(
        "Не отправлено: это изменение больше не нужно, стороны уже согласованы.", "Not sent: this change is no longer needed, the sides agree already.");

    public static readonly Message NotMet = new(
        "Не отправлено: строки больше нет или она уже доставлена другим прогоном.", "Not sent: the row is gone, or another run has delivered it.");

    public static readonly Message Depends = new(
        "Не отправлено: запись ссылается на другую, которая не отправлена ({0}).", "Not sent: the record refers to another one that is not sent ({0}).");

    public static readonly Message NoDryRun = new("Нет пробного прогона {0} обмена «{1}».", "There is no dry run {0} of exchange '{1}'.");

    public static readonly Message NotFinished = new(
        "Пробный прогон {0} не дошёл до конца: его план неполон. Сделайте новый.", "Dry run {0} did not go through to its end: its plan is not complete. Make a new one.");

    public static readonly Message NothingKept = new(
        "План пробного прогона {0} пуст или уже удалён по сроку хранения. Сделайте новый.", "The plan of dry run {0} is empty, or its time of keeping is over. Make a new one.");
}
