using System.Globalization;
using Pragmatika.Engine.Journal;

namespace Pragmatika.Engine.Runs;

/// <summary>Journal entries of whole runs.</summary>
internal static class RunEntries
{
    private static readonly CultureInfo Russian = CultureInfo.GetCultureInfo("ru-RU");

    public static JournalEntry Started(RunRecord run) =>
        Entry(run, run.StartedAt, JournalLevel.Info, $"Начат прогон: {Name(run.Mode)}{(run.IsDryRun ? ", пробный" : string.Empty)}. Начал: {run.StartedBy}.");

    public static JournalEntry Ended(RunRecord run)
    {
        var total = run.Total;
        var text = string.Create(
            Russian,
            $"{Name(run.State)}. Прочитано {total.Read:N0}, создано {total.Created:N0}, изменено {total.Updated:N0}, без изменений {total.Unchanged:N0}, пропущено {total.Skipped:N0}, на вопросе {total.Conflicted:N0}, отклонено {total.Rejected:N0}, не отправлено {total.Failed:N0}; запросов {run.RestCalls:N0}.");
        return Entry(run, run.EndedAt ?? run.StartedAt, LevelOf(run.State), run.Message is null ? text : text + " " + run.Message);
    }

    /// <summary>One delivered batch.</summary>
    public static JournalEntry Batch(RunRecord run, DateTimeOffset at, long rows, int changes) => Entry(
        run, at, JournalLevel.Info, string.Create(Russian, $"Порция записана: строк {rows:N0}, изменений {changes:N0}.")) with { Kind = JournalKind.Batch };

    private static string Name(RunMode mode) => mode switch
    {
        RunMode.Full => "все строки",
        RunMode.Keys => "отдельные строки",
        _ => "изменения",
    };

    private static string Name(RunState state) => state switch
    {
        RunState.Succeeded => "Прогон завершён",
        RunState.NeedsPerson => "Прогон завершён, есть записи для человека",
        RunState.Cancelled => "Прогон остановлен",
        _ => "Прогон не удался",
    };

    private static JournalLevel LevelOf(RunState state) => state switch
    {
        RunState.Failed or RunState.Crashed => JournalLevel.Error,
        RunState.NeedsPerson or RunState.Cancelled => JournalLevel.Warning,
        _ => JournalLevel.Info,
    };

    private static JournalEntry Entry(RunRecord run, DateTimeOffset at, JournalLevel level, string text) => new()
    {
        At = at,
        Level = level,
        Kind = JournalKind.Run,
        Exchange = run.Exchange,
        RunId = run.Id,
        Text = text,
    };
}
