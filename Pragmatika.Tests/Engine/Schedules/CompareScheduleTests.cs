using Pragmatika.Engine.Compare;
using Pragmatika.Engine.Connectors.Sql;
using Pragmatika.Engine.Exchanges;
using Pragmatika.Engine.Runs;
using Pragmatika.Tests.Support;
using Pragmatika.Tests.Support.Fakes;

namespace Pragmatika.Tests.Engine.Schedules;

/// <summary>Comparisons by the clock, over Quartz's own store.</summary>
public sealed class CompareScheduleTests
{
    private static readonly CompareDefinition Often = new() { Every = TimeSpan.FromMilliseconds(300) };

    [Theory]
    [OnSqlite]
    [OnPostgreSql]
    public async Task Compare_DueAndDifferent_IsRepairedAsTheDefinitionSays(SqlEngine engine)
    {
        await using var rig = await ScheduleRig.CreateAsync(engine);
        rig.Service<FakeCompare>().Result = RunState.NeedsPerson;
        await rig.StartAsync();

        await rig.SaveAsync("orders", schedule: null, Often with { Repair = CompareRepair.Newest });

        await ScheduleRig.UntilAsync(() => Task.FromResult(rig.Runs.Started.Any(run => run.Mode == RunMode.Repair)));
        rig.Service<FakeCompare>().Repairs[0].Should().Match<(Guid, RepairOrder, string)>(repair => repair.Item2.Side == RepairSide.Newest && repair.Item2.Numbers == null && repair.Item3 == "schedule");
        rig.Runs.Started.Should().OnlyContain(run => run.Mode == RunMode.Repair, "a comparison is no start of the exchange");
    }

    [Fact]
    public async Task Compare_LeftToAPersonThenTakenOutOfTheDefinition_RepairsNothingAndComesNoMore()
    {
        await using var rig = await ScheduleRig.CreateAsync(SqlEngine.Sqlite);
        rig.Service<FakeCompare>().Result = RunState.NeedsPerson;
        await rig.StartAsync();
        await rig.SaveAsync("orders", schedule: null, Often);
        await ScheduleRig.UntilAsync(async () => (await ReportsAsync(rig)).Count >= 2);

        await rig.SaveAsync("orders", schedule: null);
        var scheduler = rig.Service<Pragmatika.Engine.Schedules.SchedulerHandle>().Scheduler!;

        (await scheduler.GetJobDetail(new Quartz.JobKey("orders", "comparisons"), default)).Should().BeNull();
        rig.Service<FakeCompare>().Repairs.Should().BeEmpty();
        (await ReportsAsync(rig)).Should().OnlyContain(report => report.StartedBy == "schedule");
    }

    [Fact]
    public async Task Compare_SavedWithAWindow_IsPlannedOnlyInsideIt()
    {
        await using var rig = await ScheduleRig.CreateAsync(SqlEngine.Sqlite);
        await rig.StartAsync();
        await rig.SaveAsync("orders", schedule: null);

        var problems = await rig.Schedules.SaveCompareAsync(
            "orders", new CompareDefinition { Every = TimeSpan.FromMinutes(1), Windows = [new ScheduleWindow { From = "03:00", To = "03:10" }] }, "anna", default);

        problems.Should().BeEmpty();
        var line = await rig.LineAsync("orders");
        line.NextCompares.Should().HaveCount(5).And.OnlyContain(at => at.TimeOfDay >= TimeSpan.FromHours(3) && at.TimeOfDay < new TimeSpan(3, 10, 0));
        var trigger = await rig.Service<Pragmatika.Engine.Schedules.SchedulerHandle>().Scheduler!.GetTrigger(new Quartz.TriggerKey("orders", "comparisons"), default);
        trigger!.NextFireTimeUtc.Should().Be(line.NextCompares[0], "the clock keeps to the window, not only the page");
        (await rig.JournalAsync("orders", "Расписание сверок изменено")).Should().ContainSingle().Which.Should().Contain("anna");
    }

    [Fact]
    public async Task Compare_WithAWindowThatItsCronNeverMeets_IsRefused()
    {
        await using var rig = await ScheduleRig.CreateAsync(SqlEngine.Sqlite);
        await rig.SaveAsync("orders", schedule: null);

        var problems = await rig.Schedules.SaveCompareAsync(
            "orders", new CompareDefinition { Cron = "0 0 12 * * ?", Windows = [new ScheduleWindow { From = "03:00", To = "04:00" }] }, "anna", default);

        problems.Should().ContainSingle().Which.Path.Should().Be("compare.windows");
        (await rig.Service<IExchangeCatalog>().FindAsync("orders", default))!.Definition.Compare.Should().BeNull();
    }

    private static Task<IReadOnlyList<CompareReport>> ReportsAsync(ScheduleRig rig) => rig.Service<FakeCompare>().ListAsync("orders", 100, default);
}
