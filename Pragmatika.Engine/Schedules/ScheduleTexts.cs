using Pragmatika.Engine.Mapping;

namespace Pragmatika.Engine.Schedules;

/// <summary>What the journal says of schedules and of the starts they make.</summary>
internal static class ScheduleTexts
{
    public static readonly Message Recovered = new(
        "Узел, который вёл прогон, не отвечает. Прогон продолжает этот узел с последней записанной порции.",
        "The node that led the run does not answer. This node goes on from the last batch that was written.");

    public static readonly Message OnEvent = new("Запуск по событию: {0}.", "Started by an event: {0}.");
    public static readonly Message After = new("Запуск после другого обмена: {0}.", "Started after another exchange: {0}.");
    public static readonly Message Deferred = new("Запуск, отложенный до разрешённого времени.", "Started at the allowed time it was put off to.");
    public static readonly Message Skipped = new("Запуск по расписанию пропущен: обмен ещё выполняется.", "A start by schedule was skipped: the exchange is still under way.");

    public static readonly Message SkippedSince = new(
        "Запуск по расписанию пропущен: обмен ещё выполняется, начат {0}.", "A start by schedule was skipped: the exchange is still under way, it began at {0}.");

    public static readonly Message Refused = new("Запуск по расписанию не состоялся. {0}", "The start by schedule did not happen. {0}");

    public static readonly Message Missed = new(
        "Пропущено запусков по расписанию: {0}, первый — {1}. Вместо них выполняется один.", "Starts by schedule that were missed: {0}, the first at {1}. One is made in their place.");

    public static readonly Message Changed = new("Расписание изменено. Изменил: {0}.", "The schedule was changed by {0}.");
    public static readonly Message ComparesChanged = new("Расписание сверок изменено. Изменил: {0}.", "The schedule of comparisons was changed by {0}.");
    public static readonly Message Stopped = new("Расписание остановлено. Остановил: {0}.", "The schedule was stopped by {0}.");
    public static readonly Message Resumed = new("Расписание возобновлено. Возобновил: {0}.", "The schedule was resumed by {0}.");
    public static readonly Message AllStopped = new("Все расписания остановлены. Остановил: {0}.", "All schedules were stopped by {0}.");
    public static readonly Message AllResumed = new("Все расписания возобновлены. Возобновил: {0}.", "All schedules were resumed by {0}.");
}
