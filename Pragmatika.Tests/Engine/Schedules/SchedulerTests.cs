using Pragmatika.Engine.Connectors.Sql;
using Pragmatika.Engine.Exchanges;
using Pragmatika.Engine.Exchanges.Timetables;
using Pragmatika.Engine.Runs;
using Pragmatika.Engine.Schedules;
using Pragmatika.Tests.Support;

namespace Pragmatika.Tests.Engine.Schedules;

/// <summary>The scheduler with Quartz's own store on every engine present.</summary>
public sealed class SchedulerTests
{
    private static readonly ScheduleDefinition Hourly = new() { Every = TimeSpan.FromHours(1) };

    [Theory]
    [OnSqlite]
    [OnPostgreSql]
    [OnSqlServer]
    public async Task Interval_NeverRun_StartsAtOnceAndIsPlannedAnHourLater(SqlEngine engine)
    {
        await using var rig = await ScheduleRig.CreateAsync(engine);
        await rig.StartAsync();

        await rig.SaveAsync("orders", Hourly);

        await rig.UntilStartedAsync("orders", 1);
        var line = await rig.LineAsync("orders");
        line.Next.Should().HaveCount(5);
        line.Next[0].Should().BeCloseTo(rig.Runs.Started.Single().StartedAt + TimeSpan.FromHours(1), TimeSpan.FromMinutes(1));
        rig.Runs.Started.Single().StartedBy.Should().Be("schedule");
    }

    [Theory]
    [OnSqlite]
    [OnPostgreSql]
    [OnSqlServer]
    public async Task Interval_RunUnderWay_IsSkippedCountedAndToldOnce(SqlEngine engine)
    {
        await using var rig = await ScheduleRig.CreateAsync(engine);
        rig.Runs.IsHolding = true;
        await rig.StartAsync();

        await rig.SaveAsync("orders", new ScheduleDefinition { Every = TimeSpan.FromMilliseconds(300) });
        await ScheduleRig.UntilAsync(async () => (await rig.LineAsync("orders")).Facts.Skipped >= 3);

        rig.Runs.Started.Should().ContainSingle();
        (await rig.JournalAsync("orders", "Запуск по расписанию пропущен")).Should().ContainSingle();
    }

    [Theory]
    [OnSqlite]
    [OnPostgreSql]
    [OnSqlServer]
    public async Task Restart_StartsMissedWhileDown_AreCountedAndCaughtUpByOne(SqlEngine engine)
    {
        await using var rig = await ScheduleRig.CreateAsync(engine);
        await rig.StartAsync();
        await rig.SaveAsync("orders", Hourly);
        await rig.UntilStartedAsync("orders", 1);
        await rig.RestartAsync();
        await rig.Database.ExecuteAsync($"UPDATE QRTZ_TRIGGERS SET NEXT_FIRE_TIME = NEXT_FIRE_TIME - {TimeSpan.FromHours(5).Ticks}");

        await rig.StartAsync();

        await rig.UntilStartedAsync("orders", 1);
        await ScheduleRig.UntilAsync(async () => (await rig.LineAsync("orders")).Facts.Missed == 5);
        rig.Runs.Started.Should().ContainSingle();
        (await rig.JournalAsync("orders", "Пропущено запусков по расписанию: 5")).Should().ContainSingle();
        (await rig.LineAsync("orders")).Next[0].Should().BeCloseTo(TimeProvider.System.GetUtcNow() + TimeSpan.FromHours(1), TimeSpan.FromMinutes(1));
    }

    [Theory]
    [OnSqlite]
    [OnPostgreSql]
    [OnSqlServer]
    public async Task PauseAll_ThenResume_NothingStartsUntilThen(SqlEngine engine)
    {
        await using var rig = await ScheduleRig.CreateAsync(engine);
        await rig.StartAsync();
        (await rig.Schedules.PauseAllAsync(true, "anna", CancellationToken.None)).Should().BeTrue();
        await rig.SaveAsync("orders", Hourly);

        var board = await rig.Schedules.ReadAsync(CancellationToken.None);
        board.Pause!.By.Should().Be("anna");
        board.Lines.Single().Next.Should().BeEmpty();
        (await rig.Database.ScalarAsync("SELECT COUNT(*) FROM QRTZ_TRIGGERS")).Should().Match<object>(count => Convert.ToInt64(count, null) == 0);
        rig.Runs.Started.Should().BeEmpty();

        await rig.Schedules.PauseAllAsync(false, "anna", CancellationToken.None);
        await rig.UntilStartedAsync("orders", 1);
        (await rig.Schedules.PauseAllAsync(false, "anna", CancellationToken.None)).Should().BeFalse();
    }

    [Fact]
    public async Task Pause_OneExchange_LeavesTheOthersAlone()
    {
        await using var rig = await ScheduleRig.CreateAsync(SqlEngine.Sqlite);
        await rig.StartAsync();
        await rig.SaveAsync("orders", Hourly);
        await rig.SaveAsync("clients", Hourly);

        (await rig.Schedules.PauseAsync("orders", true, "anna", CancellationToken.None)).Should().BeTrue();

        (await rig.LineAsync("orders")).Next.Should().BeEmpty();
        (await rig.LineAsync("orders")).Schedule!.Paused.Should().BeTrue();
        (await rig.LineAsync("clients")).Next.Should().HaveCount(5);
        (await rig.JournalAsync("orders", "Расписание остановлено. Остановил: anna.")).Should().ContainSingle();
    }

    [Theory]
    [OnSqlite]
    [OnPostgreSql]
    [OnSqlServer]
    public async Task Raise_ManyEvents_AreAnsweredByOneRunAndLaterOnesByAnother(SqlEngine engine)
    {
        await using var rig = await ScheduleRig.CreateAsync(engine);
        rig.Runs.IsHolding = true;
        await rig.StartAsync();
        await rig.SaveAsync("orders", new ScheduleDefinition { OnEvent = true, Debounce = TimeSpan.FromMilliseconds(500) });
        var events = rig.Service<IScheduleEvents>();

        var answers = await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => events.RaiseAsync("orders", "изменена сделка", CancellationToken.None)));
        await rig.UntilStartedAsync("orders", 1);
        answers.Should().OnlyContain(taken => taken);

        await ScheduleRig.UntilAsync(async () => await events.RaiseAsync("orders", "изменена сделка", CancellationToken.None));
        await rig.Runs.EndAsync(rig.Runs.Started.Single().Id);
        await rig.UntilStartedAsync("orders", 2);

        (await rig.JournalAsync("orders", "Запуск по событию: изменена сделка.")).Should().NotBeEmpty();
        (await rig.LineAsync("orders")).Facts.Skipped.Should().Be(0);
    }

    [Fact]
    public async Task Raise_NobodyListens_SaysSo()
    {
        await using var rig = await ScheduleRig.CreateAsync(SqlEngine.Sqlite);
        await rig.StartAsync();
        await rig.SaveAsync("orders", new ScheduleDefinition { Cron = "0 0 8 * * ?" });

        (await rig.Service<IScheduleEvents>().RaiseAsync("orders", "x", CancellationToken.None)).Should().BeFalse();
        (await rig.Service<IScheduleEvents>().RaiseAsync("nobody", "x", CancellationToken.None)).Should().BeFalse();
    }

    [Theory]
    [OnSqlite]
    [OnPostgreSql]
    [OnSqlServer]
    public async Task After_AnotherEndsWell_StartsOnceAndNotAfterFailuresOrDryRuns(SqlEngine engine)
    {
        await using var rig = await ScheduleRig.CreateAsync(engine);
        await rig.StartAsync();
        await rig.SaveAsync("clients", null);
        await rig.SaveAsync("orders", new ScheduleDefinition { After = ["clients"] });
        rig.Runs.IsHolding = true;

        await RunAsync(rig, RunState.Failed);
        await RunAsync(rig, RunState.Succeeded, isDry: true);
        await rig.Service<ScheduleSync>().SyncAsync(CancellationToken.None);
        (await rig.LineAsync("orders")).Facts.AnsweredAt.Should().BeNull();

        await RunAsync(rig, RunState.NeedsPerson);
        await rig.UntilStartedAsync("orders", 1);
        await rig.Service<ScheduleSync>().SyncAsync(CancellationToken.None);

        rig.Runs.Started.Count(run => run.Exchange == "orders").Should().Be(1);
        (await rig.JournalAsync("orders", "Запуск после другого обмена: clients.")).Should().ContainSingle();
    }

    [Theory]
    [OnSqlite]
    [OnPostgreSql]
    [OnSqlServer]
    public async Task Event_WindowClosed_StartsWhenItOpens(SqlEngine engine)
    {
        await using var rig = await ScheduleRig.CreateAsync(engine);
        await rig.StartAsync();
        var now = TimeProvider.System.GetUtcNow();
        var window = new ScheduleWindow { From = now.AddHours(2).ToString("HH:mm", null), To = now.AddHours(4).ToString("HH:mm", null) };
        await rig.SaveAsync("orders", new ScheduleDefinition { Every = TimeSpan.FromMinutes(30), OnEvent = true, Debounce = TimeSpan.Zero, Windows = [window] });

        (await rig.Service<IScheduleEvents>().RaiseAsync("orders", "x", CancellationToken.None)).Should().BeTrue();
        await ScheduleRig.UntilAsync(async () => await NextAsync(rig, FireKind.Deferred) is not null);

        rig.Runs.Started.Should().BeEmpty();
        var opening = AllowedWindows.Of([window], TimeZoneInfo.Utc).NextOpen(now);
        (await NextAsync(rig, FireKind.Deferred)).Should().Be(opening.UtcTicks);
        (await rig.LineAsync("orders")).Next[0].Should().BeOnOrAfter(opening, "the clock keeps to the window too");
    }

    [Fact]
    public async Task Exchange_DeletedOrWithoutSchedule_LeavesNothingBehind()
    {
        await using var rig = await ScheduleRig.CreateAsync(SqlEngine.Sqlite);
        await rig.StartAsync();
        await rig.SaveAsync("orders", Hourly with { Windows = [new ScheduleWindow { From = "22:00", To = "06:00" }] });
        await rig.SaveAsync("clients", Hourly);

        await rig.Service<IExchangeCatalog>().DeleteAsync("orders", CancellationToken.None);
        await rig.SaveAsync("clients", null);

        (await rig.Database.ScalarAsync("SELECT (SELECT COUNT(*) FROM QRTZ_JOB_DETAILS) + (SELECT COUNT(*) FROM QRTZ_TRIGGERS) + (SELECT COUNT(*) FROM QRTZ_CALENDARS)")).Should().Be(0L);
    }

    [Fact]
    public async Task Exchange_ClockNobodyCanRead_DoesNotStopTheOthers()
    {
        await using var rig = await ScheduleRig.CreateAsync(SqlEngine.Sqlite);
        await rig.StartAsync();

        await rig.SaveAsync("broken", new ScheduleDefinition { Cron = "tomorrow" });
        await rig.SaveAsync("gone-by", new ScheduleDefinition { Cron = "0 0 8 1 1 ? 2020" });
        await rig.SaveAsync("orders", Hourly);

        await rig.UntilStartedAsync("orders", 1);
        (await rig.LineAsync("broken")).Next.Should().BeEmpty();
    }

    [Fact]
    public async Task Raise_AnotherWriterHoldsTheFile_WaitsForItsTurn()
    {
        await using var rig = await ScheduleRig.CreateAsync(SqlEngine.Sqlite);
        await rig.StartAsync();
        await rig.SaveAsync("orders", new ScheduleDefinition { OnEvent = true, Debounce = TimeSpan.Zero });
        await using var writer = await rig.Database.OpenAsync();
        await using var transaction = await writer.BeginTransactionAsync();

        var raising = Task.Run(() => rig.Service<IScheduleEvents>().RaiseAsync("orders", "x", CancellationToken.None));
        raising.IsCompleted.Should().BeFalse();
        await transaction.CommitAsync();

        (await raising).Should().BeTrue();
        await rig.UntilStartedAsync("orders", 1);
    }

    [Fact]
    public async Task Save_Mistakes_AreListedAndNothingIsStored()
    {
        await using var rig = await ScheduleRig.CreateAsync(SqlEngine.Sqlite);
        await rig.StartAsync();
        await rig.SaveAsync("orders", Hourly);

        var problems = await rig.Schedules.SaveAsync("orders", Hourly with { After = ["gone"], Debounce = TimeSpan.FromDays(1) }, "anna", CancellationToken.None);

        problems.Select(problem => problem.Path).Should().BeEquivalentTo("schedule.after[0]", "schedule.debounce");
        (await rig.LineAsync("orders")).Schedule.Should().BeEquivalentTo(Hourly);
    }

    private static async Task RunAsync(ScheduleRig rig, RunState state, bool isDry = false)
    {
        var run = await rig.Runs.StartAsync(new RunRequest { Exchange = "clients", DryRun = isDry }, CancellationToken.None);
        await rig.Runs.EndAsync(run.Id, state);
    }

    private static async Task<long?> NextAsync(ScheduleRig rig, FireKind kind) =>
        await rig.Database.ScalarAsync($"SELECT NEXT_FIRE_TIME FROM QRTZ_TRIGGERS WHERE TRIGGER_NAME = '{kind}'") is long ticks ? ticks : null;
}
