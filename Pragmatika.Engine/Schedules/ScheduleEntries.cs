using System.Globalization;
using Microsoft.Extensions.Options;
using Pragmatika.Engine.Journal;
using Pragmatika.Engine.Mapping;
using Pragmatika.Engine.Runs;
using Pragmatika.Engine.Runs.Watching;

namespace Pragmatika.Engine.Schedules;

/// <summary>What the scheduler tells people in the journal.</summary>
internal sealed class ScheduleEntries(IJournalWriter journal, IOptions<ScheduleOptions> options, TimeProvider time)
{
    /// <summary>Why a run began, where the clock alone does not explain it.</summary>
    public Task StartedAsync(Fire fire, RunRecord run, CancellationToken cancellationToken) => fire switch
    {
        { IsRecovery: true } => WriteAsync(fire.Exchange, JournalLevel.Info, run.Id, ScheduleTexts.Recovered, [], cancellationToken),
        { Kind: FireKind.Event } => WriteAsync(fire.Exchange, JournalLevel.Info, run.Id, ScheduleTexts.OnEvent, [Cause(fire)], cancellationToken),
        { Kind: FireKind.After } => WriteAsync(fire.Exchange, JournalLevel.Info, run.Id, ScheduleTexts.After, [fire.Cause], cancellationToken),
        { Kind: FireKind.Deferred } => WriteAsync(fire.Exchange, JournalLevel.Info, run.Id, ScheduleTexts.Deferred, [], cancellationToken),
        _ => Task.CompletedTask,
    };

    public Task SkippedAsync(string exchange, RunRecord? current, CancellationToken cancellationToken) => current is null
        ? WriteAsync(exchange, JournalLevel.Warning, Guid.Empty, ScheduleTexts.Skipped, [], cancellationToken)
        : WriteAsync(exchange, JournalLevel.Warning, current.Id, ScheduleTexts.SkippedSince, [Local(current.StartedAt)], cancellationToken);

    public Task RefusedAsync(string exchange, string reason, CancellationToken cancellationToken) =>
        WriteAsync(exchange, JournalLevel.Error, Guid.Empty, ScheduleTexts.Refused, [reason], cancellationToken);

    public Task MissedAsync(string exchange, int count, DateTimeOffset first, CancellationToken cancellationToken) =>
        WriteAsync(exchange, JournalLevel.Warning, Guid.Empty, ScheduleTexts.Missed, [count, Local(first)], cancellationToken);

    public Task ChangedAsync(string exchange, Message what, string by, CancellationToken cancellationToken) =>
        WriteAsync(exchange, JournalLevel.Info, Guid.Empty, what, [by], cancellationToken);

    private async Task WriteAsync(string exchange, JournalLevel level, Guid runId, Message text, object?[] arguments, CancellationToken cancellationToken)
    {
        using var later = StoredText.ForLater();
        var entry = new JournalEntry { At = time.GetUtcNow(), Level = level, Kind = JournalKind.Run, Exchange = exchange, RunId = runId, Text = text.With(arguments) };
        await journal.AppendAsync([entry], cancellationToken);
    }

    /// <summary>The scheduler keeps causes as plain texts; what the engine itself raises is known in both languages.</summary>
    private static object Cause(Fire fire) => fire.Cause == RunEntryTexts.Heard.Russian || fire.Cause == RunEntryTexts.Heard.English ? RunEntryTexts.Heard : fire.Cause;

    private string Local(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, options.Value.Zone).ToString("dd.MM.yyyy HH:mm", CultureInfo.InvariantCulture);
}
