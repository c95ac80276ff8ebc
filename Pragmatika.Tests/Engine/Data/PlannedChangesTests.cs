using Microsoft.Extensions.DependencyInjection;
using Pragmatika.Engine.Connectors.Sql;
using Pragmatika.Engine.Runs.Planned;
using Pragmatika.Tests.Support;
using Pragmatika.Tests.Support.Fakes;

namespace Pragmatika.Tests.Engine.Data;

public sealed class PlannedChangesTests
{
    [Theory]
    [OnSqlite]
    [OnPostgreSql]
    [OnSqlServer]
    public async Task Appended_AreCountedPagedAndFiltered(SqlEngine engine)
    {
        await using var harness = await StoreHarness.CreateAsync(engine);
        var planned = Planned(harness);
        var run = Guid.NewGuid();
        await planned.AppendAsync(run, FakePlannedChanges.OneOfEach(), CancellationToken.None);
        await planned.AppendAsync(Guid.NewGuid(), FakePlannedChanges.OneOfEach(), CancellationToken.None);

        (await planned.CountsAsync(run, CancellationToken.None)).Should().HaveCount(5).And.Contain(new PlannedCount("deals", PlannedKind.Reject, 1));
        (await planned.PageAsync(run, new PlannedFilter(), 1, 2, CancellationToken.None)).Should().BeEquivalentTo(FakePlannedChanges.OneOfEach().Skip(1).Take(2), options => options.WithStrictOrdering());
        (await NumbersAsync(planned, run, new PlannedFilter { Kind = PlannedKind.Question })).Should().Equal(4);
        (await NumbersAsync(planned, run, new PlannedFilter { Flow = "deals" })).Should().Equal(4, 5);
        (await NumbersAsync(planned, run, new PlannedFilter { Text = "петров" })).Should().Equal(2, 3, 4);
        (await NumbersAsync(planned, run, new PlannedFilter { Text = "4118" })).Should().Equal(3);
        (await NumbersAsync(planned, run, new PlannedFilter { Text = "9210000014", Flow = "contacts" })).Should().Equal(1);
    }

    [Theory]
    [OnSqlite]
    [OnPostgreSql]
    [OnSqlServer]
    public async Task Retain_OldAndTooMuch_GoOldestFirst(SqlEngine engine)
    {
        await using var harness = await StoreHarness.CreateAsync(engine);
        var planned = Planned(harness);
        var runs = new List<Guid>();
        for (var day = 0; day < 3; day++)
        {
            var (run, lease) = await harness.StartAsync(isDryRun: true);
            await planned.AppendAsync(run.Id, FakePlannedChanges.OneOfEach(), CancellationToken.None);
            await harness.Store.EndRunAsync(run with { State = Pragmatika.Engine.Runs.RunState.Succeeded, EndedAt = harness.Time.GetUtcNow() }, lease.Fence, clean: true, CancellationToken.None);
            runs.Add(run.Id);
            harness.Time.Advance(TimeSpan.FromDays(1));
        }

        (await planned.RetainAsync(TimeSpan.FromDays(2.5), 1000, CancellationToken.None)).Should().Be(5);
        (await NumbersAsync(planned, runs[0], new PlannedFilter())).Should().BeEmpty();
        (await planned.RetainAsync(TimeSpan.FromDays(30), 7, CancellationToken.None)).Should().Be(5);
        (await NumbersAsync(planned, runs[1], new PlannedFilter())).Should().BeEmpty();
        (await NumbersAsync(planned, runs[2], new PlannedFilter())).Should().HaveCount(5);
    }

    private static IPlannedChanges Planned(StoreHarness harness) => harness.Services.GetRequiredService<IPlannedChanges>();

    private static async Task<List<long>> NumbersAsync(IPlannedChanges planned, Guid run, PlannedFilter filter)
    {
        var numbers = new List<long>();
        await foreach (var change in planned.AllAsync(run, filter, CancellationToken.None))
        {
            numbers.Add(change.Number);
        }

        return numbers;
    }
}
