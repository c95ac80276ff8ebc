using Pragmatika.Engine.Exchanges;
using Pragmatika.Engine.Exchanges.Timetables;
using Pragmatika.Tests.Support;

namespace Pragmatika.Tests.Engine.Schedules;

public sealed class DependencyLoopsTests
{
    [Fact]
    public void Find_RingOfThree_NamesItsMembersAndNotThoseWhoWaitForThem() => DependencyLoops
        .Find([Exchange("a", "c"), Exchange("b", "a"), Exchange("c", "b"), Exchange("d", "a"), Exchange("e")])
        .Should().BeEquivalentTo("a", "b", "c");

    [Fact]
    public void Find_Chain_NamesNobody() => DependencyLoops.Find([Exchange("a"), Exchange("b", "a", "gone"), Exchange("c", "a", "b")]).Should().BeEmpty();

    private static ExchangeDefinition Exchange(string name, params string[] after) =>
        SourceTable.Definition(name) with { Schedule = after.Length == 0 ? null : new ScheduleDefinition { After = after } };
}
