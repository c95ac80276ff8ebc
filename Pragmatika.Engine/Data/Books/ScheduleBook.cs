using System.Data.Common;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Pragmatika.Engine.Data.Model;
using Pragmatika.Engine.Data.Store;
using Pragmatika.Engine.Mapping;
using Pragmatika.Engine.Schedules;
using Pragmatika.Engine.Signals;
using Pragmatika.Engine.Stores;

namespace Pragmatika.Engine.Data.Books;

/// <inheritdoc cref="IScheduleStore"/>
internal sealed class ScheduleBook(IDbContextFactory<EngineDbContext> contexts, ISignals signals, TimeProvider time) : IScheduleStore
{
    private const string PauseSetting = "schedules.pause";

    public Task<SchedulesPause?> PauseAsync(CancellationToken cancellationToken) => StoreErrors.GuardAsync(async () =>
    {
        await using var context = contexts.CreateDbContext();
        var row = await context.Settings.AsNoTracking().SingleOrDefaultAsync(setting => setting.Name == PauseSetting, cancellationToken);
        return row is { Value.Length: > 0 } ? JsonSerializer.Deserialize<SchedulesPause>(row.Value, MappingJson.Options) : null;
    });

    public Task<bool> SetPauseAsync(SchedulesPause? pause, CancellationToken cancellationToken) => StoreErrors.GuardAsync(async () =>
    {
        await using var context = contexts.CreateDbContext();
        var row = await context.Settings.SingleOrDefaultAsync(setting => setting.Name == PauseSetting, cancellationToken);
        if (row is { Value.Length: > 0 } == pause is not null)
        {
            return false;
        }

        if (row is null)
        {
            row = new SettingRow { Name = PauseSetting, Value = string.Empty };
            context.Settings.Add(row);
        }

        row.Value = pause is null ? string.Empty : JsonSerializer.Serialize(pause, MappingJson.Options);
        await context.SaveChangesAsync(cancellationToken);
        signals.Tell(new Signal(Happening.SchedulesChanged, string.Empty));
        return true;
    });

    public Task<IReadOnlyDictionary<string, ScheduleFacts>> AllAsync(CancellationToken cancellationToken) =>
        StoreErrors.GuardAsync<IReadOnlyDictionary<string, ScheduleFacts>>(async () =>
        {
            await using var context = contexts.CreateDbContext();
            var rows = await context.Database.SqlQuery<FactRow>(
                $"""
                 SELECT exchange AS "Exchange", skipped AS "Skipped", skipped_at AS "SkippedAt", missed AS "Missed", missed_at AS "MissedAt", answered_at AS "AnsweredAt"
                 FROM schedule_facts
                 """).ToListAsync(cancellationToken);
            return rows.ToDictionary(row => row.Exchange, row => row.ToFacts(), StringComparer.Ordinal);
        });

    public async Task<bool> SkippedAsync(string exchange, Guid runId, CancellationToken cancellationToken)
    {
        var (now, run) = (time.GetUtcNow().UtcTicks, runId.ToString());
        var known = await ChangeAsync(
            exchange, $"UPDATE schedule_facts SET skipped = skipped + 1, skipped_at = {now} WHERE exchange = {exchange} AND skipped_run = {run}", cancellationToken);
        if (known > 0)
        {
            return false;
        }

        await ChangeRowAsync(
            exchange, $"UPDATE schedule_facts SET skipped = skipped + 1, skipped_at = {now}, skipped_run = {run} WHERE exchange = {exchange}", cancellationToken);
        return true;
    }

    public Task MissedAsync(string exchange, int count, DateTimeOffset first, CancellationToken cancellationToken) => ChangeRowAsync(
        exchange, $"UPDATE schedule_facts SET missed = missed + {count}, missed_at = {first.UtcTicks} WHERE exchange = {exchange}", cancellationToken);

    public Task AnsweredAsync(string exchange, DateTimeOffset ended, CancellationToken cancellationToken) => ChangeRowAsync(
        exchange, $"UPDATE schedule_facts SET answered_at = {ended.UtcTicks} WHERE exchange = {exchange}", cancellationToken);

    private async Task ChangeRowAsync(string exchange, FormattableString update, CancellationToken cancellationToken)
    {
        if (await ChangeAsync(exchange, update, cancellationToken) > 0)
        {
            return;
        }

        try
        {
            await ChangeAsync(exchange, $"INSERT INTO schedule_facts (exchange, skipped, missed) VALUES ({exchange}, 0, 0)", cancellationToken);
        }
        catch (Exception exception) when (exception is DbException or StoreException)
        {
            // Another node made the row at the same moment; if it was something else, the change below tells.
        }

        await ChangeAsync(exchange, update, cancellationToken);
    }

    private Task<int> ChangeAsync(string exchange, FormattableString sql, CancellationToken cancellationToken) => StoreErrors.GuardAsync(async () =>
    {
        await using var context = contexts.CreateDbContext();
        var changed = await context.Database.ExecuteSqlAsync(sql, cancellationToken);
        if (changed > 0)
        {
            signals.Tell(new Signal(Happening.SchedulesChanged, exchange));
        }

        return changed;
    });

    /// <summary>Moments are UTC ticks, as everywhere in this database.</summary>
    private sealed class FactRow
    {
        public required string Exchange { get; init; }

        public long Skipped { get; init; }

        public long? SkippedAt { get; init; }

        public long Missed { get; init; }

        public long? MissedAt { get; init; }

        public long? AnsweredAt { get; init; }

        public ScheduleFacts ToFacts() =>
            new() { Skipped = Skipped, SkippedAt = Moment(SkippedAt), Missed = Missed, MissedAt = Moment(MissedAt), AnsweredAt = Moment(AnsweredAt) };

        private static DateTimeOffset? Moment(long? ticks) => ticks is { } known ? new DateTimeOffset(known, TimeSpan.Zero) : null;
    }
}
