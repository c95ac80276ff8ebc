using Pragmatika.Engine.Compare;
using Pragmatika.Engine.Mapping;
using Pragmatika.Engine.Runs;
using Pragmatika.Engine.Runs.Repair;
using Pragmatika.Engine.Runs.Verify;
using Pragmatika.Sandbox;
using Pragmatika.Tests.Engine.Runs;

namespace Pragmatika.Tests.Engine.Compare;

public sealed class CompareTests : IAsyncLifetime
{
    private readonly LateClock _portalClock = new();
    private RunPair _pair = null!;

    private ICompareService Compare => _pair.Rig.Service<ICompareService>();

    public async Task InitializeAsync()
    {
        // Its clock is behind ours: what it has just written is no longer fresh.
        _pair = await RunPair.StartAsync(sandbox: new SandboxOptions { Clock = _portalClock });
        for (var id = 1; id <= 4; id++)
        {
            await _pair.Table.AddAsync(id, $"c{id}", $"Клиент {id}", $"8921000000{id}", $"o{id}", $"{id}");
        }

        await _pair.RunAsync();
    }

    public async Task DisposeAsync() => await _pair.DisposeAsync();

    [Fact]
    public async Task Compare_EqualSides_MatchesAllAndTheNextTimeNeedsNoRecords()
    {
        var first = await CompareAsync();
        var second = await CompareAsync();

        first.Should().Match<CompareReport>(report => report.State == RunState.Succeeded && report.Total.Matched == 8 && report.Ranges == 2 && report.RangesCompared == 2);
        second.Should().Match<CompareReport>(report => report.State == RunState.Succeeded && report.Total.Matched == 8 && report.RangesCompared == 0);
    }

    [Fact]
    public async Task Compare_OneRecordChangedInTheCrm_ComparesOnlyItsRangeAndTellsTheField()
    {
        await CompareAsync();
        _portalClock.Behind = TimeSpan.FromSeconds(50); // moments of change have whole seconds
        await _pair.ChangeAsync("deal", (await _pair.ItemAsync("deals", "o2"))!.Id, "opportunity", Value.Number(777));

        var report = await CompareAsync();

        report.Should().Match<CompareReport>(one => one.State == RunState.NeedsPerson && one.Total.Different == 1 && one.RangesCompared == 1);
        var finding = (await FindingsAsync(report)).Single();
        finding.Should().Match<CompareFinding>(one => one.Kind == DifferenceKind.Different && one.Key == "o2" && one.CrmAt != null);
        finding.Fields.Should().Equal(new FieldDifference("opportunity", "2", "777"));
        (await CompareAsync()).RangesCompared.Should().Be(1, "a range that differs is looked at again");
    }

    [Fact]
    public async Task Compare_EveryKind_IsCountedApart()
    {
        await DeleteAsync("deal", (await _pair.ItemAsync("deals", "o1"))!.Id);
        await AddAsync("deal", "чужой ключ");
        await AddAsync("deal", "o3");
        await _pair.Table.AddAsync(5, "c5", "Клиент 5", "89210000005", "o5", "5");
        await _pair.ChangeAsync("contact", (await _pair.ItemAsync("contacts", "c4"))!.Id, "name", Value.Text("Другой"));

        var report = await CompareAsync();

        var total = report.Total;
        (total.Missing, total.Extra, total.Doubled, total.Different, total.Matched).Should().Be((3, 1, 1, 1, 6));
        (await Compare.FindingsAsync(report.Id, new FindingFilter { Kind = DifferenceKind.Extra }, 0, 10, default)).Single().Key.Should().Be("чужой ключ");
    }

    [Fact]
    public async Task Repair_SqlIsRight_WritesWhatDiffersMakesWhatIsMissingAndNothingElse()
    {
        await DeleteAsync("deal", (await _pair.ItemAsync("deals", "o1"))!.Id);
        await _pair.ChangeAsync("deal", (await _pair.ItemAsync("deals", "o2"))!.Id, "opportunity", Value.Number(777));
        await _pair.ChangeAsync("contact", (await _pair.ItemAsync("contacts", "c4"))!.Id, "name", Value.Text("Другой"));
        var report = await CompareAsync();

        var run = await RepairAsync(report, new RepairOrder(RepairSide.Sql));

        (run.Mode, run.Total.Created, run.Total.Updated).Should().Be((RunMode.Repair, 1, 2));
        (await _pair.ValueAsync("deals", "o2", "opportunity")).Should().Be("2");
        (await _pair.ValueAsync("deals", "o1", "title")).Should().Be("o1");
        (await _pair.ValueAsync("contacts", "c4", "name")).Should().Be("Клиент 4");
        (await CompareAsync()).State.Should().Be(RunState.Succeeded);
        (await _pair.UndoAsync(run.Id)).Total.Updated.Should().Be(3);
        (await _pair.ValueAsync("deals", "o2", "opportunity")).Should().Be("777", "a repair is a run: it can be undone");
    }

    [Fact]
    public async Task Repair_OfASelection_LeavesTheOthers()
    {
        foreach (var key in new[] { "o1", "o2" })
        {
            await _pair.ChangeAsync("deal", (await _pair.ItemAsync("deals", key))!.Id, "opportunity", Value.Number(777));
        }

        var report = await CompareAsync();
        var chosen = (await FindingsAsync(report)).Single(finding => finding.Key == "o2");

        var run = await RepairAsync(report, new RepairOrder(RepairSide.Sql, [chosen.Number]));

        run.Total.Updated.Should().Be(1);
        (await _pair.ValueAsync("deals", "o1", "opportunity")).Should().Be("777");
        (await _pair.ValueAsync("deals", "o2", "opportunity")).Should().Be("2");
    }

    [Fact]
    public async Task Repair_CrmIsRightButNoRuleLeadsBack_LeavesBothSides()
    {
        await _pair.ChangeAsync("deal", (await _pair.ItemAsync("deals", "o2"))!.Id, "opportunity", Value.Number(777));
        var report = await CompareAsync();

        var run = await RepairAsync(report, new RepairOrder(RepairSide.Crm));

        run.Total.Should().Match<RunCounters>(total => total.Skipped == 1 && total.Read == 1);
        (await _pair.ValueAsync("deals", "o2", "opportunity")).Should().Be("777");
        (await _pair.Table.ScalarAsync("SELECT Amount FROM Orders WHERE Id = 2")).Should().Be("2");
    }

    [Fact]
    public async Task Compare_RulesEdited_LooksAtRecordsAgain()
    {
        await CompareAsync();
        var definition = Pragmatika.Tests.Support.SourceTable.Definition();
        await _pair.Rig.SaveAsync(definition with { Flows = [definition.Flows[0] with { Match = [] }, definition.Flows[1]] });

        (await CompareAsync()).RangesCompared.Should().Be(2);
    }

    private async Task<CompareReport> CompareAsync()
    {
        var started = await Compare.StartAsync("orders", "test", default);
        var done = (await Compare.CompletionAsync(started.Id, default))!;
        done.Message.Should().BeNull();
        return (await Compare.FindAsync(started.Id, default))!;
    }

    private Task<IReadOnlyList<CompareFinding>> FindingsAsync(CompareReport report) => Compare.FindingsAsync(report.Id, new FindingFilter(), 0, 100, default);

    private async Task<RunRecord> RepairAsync(CompareReport report, RepairOrder order)
    {
        var run = await Compare.RepairAsync(report.Id, order, "test", default);
        var done = await _pair.Rig.Runs.CompletionAsync(run.Id, default);
        done.Message.Should().BeNull();
        return done;
    }

    private async Task DeleteAsync(string entity, long id)
    {
        var described = await _pair.Portal.EntityAsync(entity, default);
        (await _pair.Portal.BatchAsync([_pair.Portal.Delete(described, id.ToString(System.Globalization.CultureInfo.InvariantCulture))], default)).Single().Error.Should().BeNull();
    }

    private async Task AddAsync(string entity, string origin)
    {
        var described = await _pair.Portal.EntityAsync(entity, default);
        var command = _pair.Portal.Add(described, [new("title", Value.Text("x")), new("originatorId", Value.Text("PRAGMATIKA")), new("originId", Value.Text(origin))]);
        (await _pair.Portal.BatchAsync([command], default)).Single().Error.Should().BeNull();
    }

    /// <summary>Behind the clock of this machine.</summary>
    private sealed class LateClock : TimeProvider
    {
        public TimeSpan Behind { get; set; } = TimeSpan.FromMinutes(1);

        public override DateTimeOffset GetUtcNow() => System.GetUtcNow() - Behind;
    }
}
