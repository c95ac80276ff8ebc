using System.Globalization;
using Microsoft.Extensions.Options;
using Pragmatika.Engine.Journal;
using Pragmatika.Engine.Runs;

namespace Pragmatika.Engine.Schedules;

/// <summary>What the scheduler tells people in the journal.</summary>
internal sealed class ScheduleEntries(IJournalWriter journal, IOptions<ScheduleOptions> options, TimeProvider time)
{
    /// <summary>Why a run began, where the clock alone does not explain it.</summary>
    public Task StartedAsync(Fire fire, RunRecord run, CancellationToken cancellationToken)
    {
        var text = fire switch
        {
            { IsRecovery: true } => "Узел, который вёл прогон, не отвечает. Прогон продолжает этот узел с последней записанной порции.",
            { Kind: FireKind.Event } => $"Запуск по событию: {fire.Cause}.",
            { Kind: FireKind.After } => $"Запуск после другого обмена: {fire.Cause}.",
            { Kind: FireKind.Deferred } => "Запуск, отложенный до разрешённого времени.",
            _ => null,
        };
        return text is null ? Task.CompletedTask : WriteAsync(fire.Exchange, JournalLevel.Info, text, run.Id, cancellationToken);
    }

    public Task SkippedAsync(string exchange, RunRecord? current, CancellationToken cancellationToken) => WriteAsync(
        exchange,
        JournalLevel.Warning,
        current is null ? "Запуск по расписанию пропущен: обмен ещё выполняется." : $"Запуск по расписанию пропущен: обмен ещё выполняется, начат {Local(current.StartedAt)}.",
        current?.Id ?? Guid.Empty,
        cancellationToken);

    public Task RefusedAsync(string exchange, string reason, CancellationToken cancellationToken) =>
        WriteAsync(exchange, JournalLevel.Error, "Запуск по расписанию не состоялся. " + reason, Guid.Empty, cancellationToken);

    public Task MissedAsync(string exchange, int count, DateTimeOffset first, CancellationToken cancellationToken) => WriteAsync(
        exchange, JournalLevel.Warning, $"Пропущено запусков по расписанию: {count}, первый — {Local(first)}. Вместо них выполняется один.", Guid.Empty, cancellationToken);

    public Task ChangedAsync(string exchange, string text, CancellationToken cancellationToken) => WriteAsync(exchange, JournalLevel.Info, text, Guid.Empty, cancellationToken);

    private Task WriteAsync(string exchange, JournalLevel level, string text, Guid runId, CancellationToken cancellationToken) => journal.AppendAsync(
        [new JournalEntry { At = time.GetUtcNow(), Level = level, Kind = JournalKind.Run, Exchange = exchange, RunId = runId, Text = text }], cancellationToken);

    private string Local(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, options.Value.Zone).ToString("dd.MM.yyyy HH:mm", CultureInfo.InvariantCulture);
}
