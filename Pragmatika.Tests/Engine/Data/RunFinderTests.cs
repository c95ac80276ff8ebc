using Microsoft.Extensions.DependencyInjection;
using Pragmatika.Engine.Connectors.Sql;
using Pragmatika.Engine.Runs;
using Pragmatika.Tests.Support;

using static Pragmatika.Tests.Engine.Data.StoreHarness;

namespace Pragmatika.Tests.Engine.Data;

public sealed class RunFinderTests
{
    [Theory]
    [OnSqlite]
    [OnPostgreSql]
    [OnSqlServer]
    public async Task Find_FilteredSortedAndPaged_CountsAllThatFit(SqlEngine engine)
    {
        await using var harness = await CreateAsync(engine);
        for (var index = 0; index < 7; index++)
        {
            var run = harness.NewRun(index % 2 == 0 ? "even" : "odd") with { Rows = 100 - index, IsDryRun = index == 6, Mode = index < 2 ? RunMode.Full : RunMode.Incremental };
            var lease = await harness.Store.TakeLeaseAsync(run, Lease, CancellationToken.None);
            await harness.Store.EndRunAsync(run with { State = index == 3 ? RunState.Failed : RunState.Succeeded }, lease!.Fence, clean: true, CancellationToken.None);
            harness.Time.Advance(TimeSpan.FromHours(1));
        }

        var search = harness.Services.GetRequiredService<IRunSearch>();
        var start = harness.Time.GetUtcNow().AddHours(-7);

        (await Rows(new RunFilter(), RunOrder.Started, true, 1, 3)).Should().BeEquivalentTo((new long[] { 95, 96, 97 }, 7L), order => order.WithStrictOrdering());
        (await Rows(new RunFilter { Exchange = "even" }, RunOrder.Rows, false, 0, 10)).Should().BeEquivalentTo((new long[] { 94, 96, 98, 100 }, 4L), order => order.WithStrictOrdering());
        (await Rows(new RunFilter(), RunOrder.Exchange, true, 0, 3)).Rows.Should().Equal(95, 97, 99);
        (await Rows(new RunFilter { State = RunState.Failed }, RunOrder.Started, true, 0, 10)).Rows.Should().Equal(97);
        (await Rows(new RunFilter { Mode = RunMode.Full }, RunOrder.State, true, 0, 10)).Rows.Should().Equal(99, 100);
        (await Rows(new RunFilter { IsDryRun = true }, RunOrder.By, true, 0, 10)).Rows.Should().Equal(94);
        (await Rows(new RunFilter { From = start.AddHours(1), Before = start.AddHours(3) }, RunOrder.Requests, false, 0, 10)).Rows.Should().Equal(98, 99);

        async Task<(long[] Rows, long Total)> Rows(RunFilter filter, RunOrder order, bool descending, int skip, int count)
        {
            var found = await search.FindAsync(filter, order, descending, skip, count, CancellationToken.None);
            return ([.. found.Runs.Select(run => run.Rows)], found.Total);
        }
    }
}
