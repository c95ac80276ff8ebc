using Pragmatika.Engine.Exchanges;
using Pragmatika.Engine.Journal;
using Pragmatika.Engine.Links;
using Pragmatika.Engine.Mapping;
using Pragmatika.Engine.Runs;
using Pragmatika.Tests.Support;

namespace Pragmatika.Tests.Engine.Runs.Exactly;

public sealed class ExactlyTests : IAsyncLifetime
{
    private RunPair _pair = null!;

    public async Task InitializeAsync()
    {
        _pair = await RunPair.StartAsync();
        await _pair.Table.AddAsync(1, "c1", "Анна", "89210000001", "o1", "1");
        await _pair.Table.AddAsync(2, "c2", "Борис", "89210000002", "o2", "2");
        await _pair.RunAsync();
    }

    public async Task DisposeAsync() => await _pair.DisposeAsync();

    [Fact]
    public async Task Exactly_NothingChangedSince_SendsThePlanAndTheNextRunHasNothingToDo()
    {
        await _pair.Table.ExecuteAsync("UPDATE Orders SET Amount = '10' WHERE Id = 1");
        await _pair.Table.AddAsync(3, "c3", "Вера", "89210000003", "o3", "3");
        var dry = await _pair.RunAsync(dryRun: true);

        var run = await _pair.ExactlyAsync(dry.Id);
        var next = await _pair.RunAsync();

        run.Should().Match<RunRecord>(one => one.State == RunState.Succeeded && one.Mode == RunMode.Exactly && one.Of!.Run == dry.Id);
        (run.Total.Created, run.Total.Updated).Should().Be((2, 1));
        (await _pair.ValueAsync("deals", "o1", "opportunity")).Should().Be("10");
        (await _pair.ValueAsync("deals", "o3", "title")).Should().Be("o3");
        (next.Total.Created + next.Total.Updated).Should().Be(0);
    }

    [Fact]
    public async Task Exactly_RowChangedSince_RefusesThatRecordTellsWhyAndSendsTheOthers()
    {
        await _pair.Table.ExecuteAsync("UPDATE Orders SET Amount = Amount || '0'");
        var dry = await _pair.RunAsync(dryRun: true);
        await _pair.Table.ExecuteAsync("UPDATE Orders SET Amount = '77' WHERE Id = 2");
        await _pair.Table.AddAsync(3, "c3", "Вера", "89210000003", "o3", "3");

        var run = await _pair.ExactlyAsync(dry.Id);

        run.State.Should().Be(RunState.NeedsPerson);
        (run.Total.Created, run.Total.Updated, run.Total.Rejected).Should().Be((0, 1, 1));
        (await _pair.ValueAsync("deals", "o1", "opportunity")).Should().Be("10");
        (await _pair.ValueAsync("deals", "o2", "opportunity")).Should().Be("2");
        (await _pair.JournalAsync(run.Id, JournalKind.Failure)).Should().ContainSingle(entry => entry.Key == "o2" && entry.Outcome == Outcome.Rejected && entry.Text.Contains("изменилась"));
        (await _pair.Rig.Store.DeadLettersAsync("orders", null, null, 0, 10, default)).Should().BeEmpty("what was refused is planned again by the next run");

        var next = await _pair.RunAsync();
        (next.Total.Created, next.Total.Updated).Should().Be((2, 1), "a run over a plan takes nothing from the runs after it");
    }

    [Fact]
    public async Task Exactly_RecordChangedInTheCrmSince_RefusesIt()
    {
        await _pair.Table.ExecuteAsync("UPDATE Orders SET Amount = Amount || '0'");
        var dry = await _pair.RunAsync(dryRun: true);
        var deal = (await _pair.ItemAsync("deals", "o2"))!;
        await _pair.ChangeAsync("deal", deal.Id, "opportunity", Value.Number(555));

        var run = await _pair.ExactlyAsync(dry.Id);

        (run.Total.Updated, run.Total.Rejected).Should().Be((1, 1));
        (await _pair.ValueAsync("deals", "o2", "opportunity")).Should().Be("555");
        (await _pair.JournalAsync(run.Id, JournalKind.Failure)).Single().Text.Should().Contain("opportunity");
    }

    [Fact]
    public async Task Exactly_DefinitionChangedSince_RefusesOnlyWhatIsPlannedOtherwiseNow()
    {
        await _pair.Table.ExecuteAsync("UPDATE Orders SET Amount = '10', ClientName = 'Анна Б' WHERE Id = 1");
        var dry = await _pair.RunAsync(dryRun: true);
        await _pair.Rig.SaveAsync(WithRule(SourceTable.Definition(), "deals", new Rule { Field = "comments", Source = new RuleSource { Column = "OrderNo" } }));

        var run = await _pair.ExactlyAsync(dry.Id);

        (run.Total.Updated, run.Total.Rejected).Should().Be((1, 1));
        (await _pair.ValueAsync("contacts", "c1", "name")).Should().Be("Анна Б");
        (await _pair.JournalAsync(run.Id, JournalKind.Failure)).Single().Text.Should().Contain("описание обмена");
    }

    [Fact]
    public async Task Exactly_CreateWhoseContactIsRefused_IsNotSentWithoutIt()
    {
        await _pair.Table.AddAsync(3, "c3", "Вера", "89210000003", "o3", "3");
        var dry = await _pair.RunAsync(dryRun: true);
        await _pair.Table.ExecuteAsync("UPDATE Orders SET ClientName = 'Вероника' WHERE Id = 3");

        var run = await _pair.ExactlyAsync(dry.Id);

        (run.Total.Created, run.Total.Rejected).Should().Be((0, 2));
        (await _pair.JournalAsync(run.Id, JournalKind.Failure)).Should().Contain(entry => entry.Key == "o3" && entry.Text.Contains("contacts c3"));
    }

    [Fact]
    public async Task Exactly_RowGoneOrDeliveredMeanwhile_IsCountedAndTold()
    {
        await _pair.Table.ExecuteAsync("UPDATE Orders SET Amount = '10' WHERE Id = 1");
        await _pair.Table.AddAsync(3, "c3", "Вера", "89210000003", "o3", "3");
        var dry = await _pair.RunAsync(dryRun: true);
        await _pair.Table.ExecuteAsync("DELETE FROM Orders WHERE Id = 3");
        await _pair.RunAsync();

        var run = await _pair.ExactlyAsync(dry.Id);

        (run.Total.Created, run.Total.Updated, run.Total.Rejected).Should().Be((0, 0, 3));
        (await _pair.JournalAsync(run.Id, JournalKind.Failure)).Select(entry => entry.Key).Should().BeEquivalentTo("o1", "c3", "o3");
    }

    [Fact]
    public async Task Exactly_OfARealRunOrAnother_IsRefusedBeforeItStarts()
    {
        var real = await _pair.RunAsync();

        await _pair.Invoking(pair => pair.ExactlyAsync(real.Id)).Should().ThrowAsync<RunRefusedException>();
        await _pair.Invoking(pair => pair.ExactlyAsync(Guid.NewGuid())).Should().ThrowAsync<RunRefusedException>();
    }

    private static ExchangeDefinition WithRule(ExchangeDefinition definition, string flow, Rule rule) =>
        definition with { Flows = [.. definition.Flows.Select(one => one.Name == flow ? one with { Rules = [.. one.Rules, rule] } : one)] };
}
