using Pragmatika.Engine.Exchanges;
using Pragmatika.Engine.Exchanges.Checks;
using Pragmatika.Tests.Support;

namespace Pragmatika.Tests.Engine.Schedules;

public sealed class ScheduleChecksTests
{
    private static readonly ScheduleDefinition Hourly = new() { Every = TimeSpan.FromHours(1) };

    public static TheoryData<ScheduleDefinition, string> Mistakes => new()
    {
        { new ScheduleDefinition(), "schedule" },
        { Hourly with { Cron = "0 0 8 * * ?" }, "schedule" },
        { Hourly with { Every = TimeSpan.FromSeconds(1) }, "schedule.every" },
        { new ScheduleDefinition { Cron = "tomorrow" }, "schedule.cron" },
        { Hourly with { Windows = [new ScheduleWindow { From = "25:00", To = "06:00" }] }, "schedule.windows[0].from" },
        { Hourly with { Windows = [new ScheduleWindow { From = "22:00", To = "6" }] }, "schedule.windows[0].to" },
        { Hourly with { Windows = [new ScheduleWindow { From = "22:00", To = "22:00" }] }, "schedule.windows[0]" },
        { new ScheduleDefinition { Cron = "0 0 12 * * ?", Windows = [new ScheduleWindow { From = "22:00", To = "06:00" }] }, "schedule.windows" },
        { Hourly with { After = ["orders"] }, "schedule.after[0]" },
        { Hourly with { After = ["a", "a"] }, "schedule.after[1]" },
        { Hourly with { Debounce = TimeSpan.FromHours(2) }, "schedule.debounce" },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void Check_Mistake_NamesItsPlaceReasonAndRemedy(ScheduleDefinition schedule, string path)
    {
        var problems = new ProblemList();

        ScheduleChecks.Check("orders", schedule, problems);

        problems.Problems.Should().ContainSingle().Which.Path.Should().Be(path);
        problems.Problems[0].Reason.Should().NotBeNullOrWhiteSpace();
        problems.Problems[0].Remedy.Should().NotBeNullOrWhiteSpace();
    }

    [Fact]
    public void Check_EverythingAtOnceAndRight_FindsNothing()
    {
        var problems = new ProblemList();
        var schedule = new ScheduleDefinition
        {
            Cron = "0 0/15 * ? * MON-FRI",
            Windows = [new ScheduleWindow { From = "22:00", To = "06:00" }, new ScheduleWindow { From = "12:00", To = "24:00", Days = [DayOfWeek.Friday] }],
            After = ["clients"],
            OnEvent = true,
        };

        ScheduleChecks.Check("orders", schedule, problems);

        problems.Problems.Should().BeEmpty();
    }

    [Fact]
    public void CheckAmong_RingOverAnotherExchange_IsRefused()
    {
        var clients = SourceTable.Definition("clients") with { Schedule = new ScheduleDefinition { After = ["orders"] } };
        var orders = SourceTable.Definition("orders") with { Schedule = new ScheduleDefinition { After = ["clients", "gone"] } };

        ScheduleChecks.CheckAmong(orders, [clients, orders]).Select(problem => problem.Path).Should().Equal("schedule.after[1]", "schedule.after");
    }

    [Fact]
    public void Json_FullSchedule_ComesBackTheSame()
    {
        var definition = SourceTable.Definition() with
        {
            Schedule = new ScheduleDefinition { Cron = "0 0 3 * * ?", Windows = [new ScheduleWindow { From = "22:00", To = "06:00", Days = [DayOfWeek.Saturday] }], After = ["clients"], OnEvent = true },
        };

        var json = ExchangeJson.Write(definition);

        json.Should().Contain("\"saturday\"");
        ExchangeJson.Read(json).Schedule.Should().BeEquivalentTo(definition.Schedule);
    }
}
