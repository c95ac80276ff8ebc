using Pragmatika.Engine.History;
using Pragmatika.Engine.Runs.Planned;
using Pragmatika.Tests.Support;

namespace Pragmatika.Tests.Engine.Runs.Settling;

public sealed class DryRunTests : IAsyncLifetime
{
    private ExchangeRig _rig = null!;

    public async Task InitializeAsync()
    {
        _rig = await ExchangeRig.StartAsync();
        await _rig.SaveAsync(SourceTable.Definition());
    }

    public async Task DisposeAsync() => await _rig.DisposeAsync();

    [Fact]
    public async Task DryRun_Changes_AreKeptFieldByFieldWithTheirReasonsAndNothingIsSent()
    {
        await _rig.Table.AddAsync(1, "c1", "Анна", "89210000001", "o1", "1");
        await _rig.RunAsync("orders");
        await _rig.Table.ExecuteAsync("UPDATE Orders SET Amount = '77,7' WHERE Id = 1");
        await _rig.Table.AddAsync(2, "c2", "Борис", "89210000002", "o2", "2");
        await _rig.Table.AddAsync(3, "c2", "Борис", "89210000002", "o3", "сто");

        var dry = await _rig.RunAsync("orders", dryRun: true);
        var planned = await PlannedAsync(dry.Id);
        var real = await _rig.RunAsync("orders");

        dry.Total.Should().Be(real.Total, "a dry run says what the run does");
        planned.Select(change => change.Number).Should().Equal(Enumerable.Range(1, planned.Count).Select(number => (long)number));
        var update = planned.Single(change => change.Kind == PlannedKind.Update);
        update.Should().Match<PlannedChange>(change => change.Flow == "deals" && change.Key == "o1" && change.CrmId > 0);
        update.Changes.Should().Be("""{"opportunity":["1","77.7"]}""");
        update.Why.Should().Contain("отличается");
        planned.Where(change => change.Kind == PlannedKind.Create).Select(change => change.Key).Should().BeEquivalentTo("c2", "o2");
        planned.Where(change => change.Kind == PlannedKind.Create).Should().OnlyContain(change => change.CrmId == null && change.Why.Contains("ещё не связан"));
        planned.Single(change => change.Kind == PlannedKind.Reject).Should().Match<PlannedChange>(change => change.Key == "o3" && change.Why.Length > 0);
        (await PlannedAsync(real.Id)).Should().BeEmpty();
    }

    [Fact]
    public async Task History_OfARecordThroughRuns_TellsEachChange()
    {
        await _rig.Table.AddAsync(1, "c1", "Анна", "89210000001", "o1", "1");
        var first = await _rig.RunAsync("orders");
        await _rig.Table.ExecuteAsync("UPDATE Orders SET Amount = '2'");
        await _rig.RunAsync("orders");
        await _rig.Table.ExecuteAsync("UPDATE Orders SET Amount = 'много'");
        await _rig.RunAsync("orders");
        var history = _rig.Service<IRecordHistory>();

        var found = (await history.FindAsync("o1", null, 10, CancellationToken.None)).Single();
        var story = await history.ReadAsync(found.Record, null, 100, CancellationToken.None);

        story.Entries.Select(entry => entry.Outcome.ToString()).Should().Equal("Rejected", "Updated", "Created");
        story.Entries[1].Changes.Should().Be("""{"opportunity":["1","2"]}""");
        story.Runs[first.Id].StartedBy.Should().Be("cli");
        story.Link!.Agreed.Should().Contain("\"opportunity\":2");
    }

    private async Task<List<PlannedChange>> PlannedAsync(Guid run)
    {
        var changes = new List<PlannedChange>();
        await foreach (var change in _rig.Service<IPlannedChanges>().AllAsync(run, new PlannedFilter(), CancellationToken.None))
        {
            changes.Add(change);
        }

        return changes;
    }
}
