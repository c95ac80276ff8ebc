using Pragmatika.Engine.Compare;
using Pragmatika.Engine.Connectors.Sql;
using Pragmatika.Engine.Exchanges;
using Pragmatika.Engine.Runs;
using Pragmatika.Engine.Runs.Repair;
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

    private static Task<IReadOnlyList<CompareReport>> ReportsAsync(ScheduleRig rig) => rig.Service<FakeCompare>().ListAsync("orders", 100, default);
}
