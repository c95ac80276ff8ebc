using System.Globalization;
using Pragmatika.Engine.Journal;
using Pragmatika.Engine.Mapping;
using Pragmatika.Engine.Runs;
using Pragmatika.Engine.Runs.Planned;
using Pragmatika.Sandbox.Weather;
using Pragmatika.Tests.Support;

namespace Pragmatika.Tests.Engine.Runs.Undo;

public sealed class UndoTests : IAsyncLifetime
{
    private RunPair _pair = null!;
    private RunRecord _first = null!;

    public async Task InitializeAsync()
    {
        _pair = await RunPair.StartAsync();
        await _pair.Table.AddAsync(1, "c1", "Анна", "89210000001", "o1", "1");
        await _pair.Table.AddAsync(2, "c2", "Борис", "89210000002", "o2", "2");
        _first = await _pair.RunAsync();
    }

    public async Task DisposeAsync() => await _pair.DisposeAsync();

    [Fact]
    public async Task Undo_Updates_PutsValuesBackAndNoRunWritesThemAgainWhileTheRowIsUnchanged()
    {
        await _pair.Table.ExecuteAsync("UPDATE Orders SET Amount = '10', ClientName = 'Анна Б', Phone = '89219999999' WHERE Id = 1");
        var run = await _pair.RunAsync();

        var undo = await _pair.UndoAsync(run.Id);

        undo.Should().Match<RunRecord>(one => one.State == RunState.Succeeded && one.Total.Updated == 2 && one.Of!.Run == run.Id);
        (await _pair.ValueAsync("deals", "o1", "opportunity")).Should().Be("1");
        (await _pair.ValueAsync("contacts", "c1", "name")).Should().Be("Анна");
        (await _pair.PhonesAsync("c1")).Should().Equal("+79210000001");
        foreach (var mode in new[] { RunMode.Incremental, RunMode.Full })
        {
            var next = await _pair.RunAsync(mode: mode);
            (next.Total.Created + next.Total.Updated).Should().Be(0, "{0}", mode);
        }

        (await _pair.Rig.RunAsync("orders", RunMode.Keys, dryRun: false, "1")).Total.Updated.Should().Be(0);
        await _pair.Table.ExecuteAsync("UPDATE Orders SET ClientName = 'Анна В' WHERE Id = 1");
        await _pair.RunAsync();
        (await _pair.ValueAsync("contacts", "c1", "name")).Should().Be("Анна В");
        (await _pair.ValueAsync("deals", "o1", "opportunity")).Should().Be("1", "the row's amount is still the one that was undone");
    }

    /// <summary>The portal fails at the deletes of deals; the contacts that they refer to are left for that reason.</summary>
    [Fact]
    public async Task Undo_WritesFailed_AreToldAndOnlyThoseAreTriedAgain()
    {
        var definition = SourceTable.Definition();
        await _pair.Rig.SaveAsync(definition with { Limits = definition.Limits with { MaxAttempts = 1 } });
        await _pair.Table.AddAsync(3, "c3", "Вера", "89210000003", "o3", "3");
        await _pair.Table.ExecuteAsync("UPDATE Orders SET Amount = '10' WHERE Id = 1");
        var run = await _pair.RunAsync();
        run.Total.Should().Match<RunCounters>(total => total.Created == 2 && total.Updated == 1);
        _pair.Rig.Sandbox.Weather.Set(new Forecast("test", [new WeatherRule(WeatherKind.ServerError) { Methods = ["crm.item.delete"] }]), seed: 1);

        var undo = await _pair.UndoAsync(run.Id);
        _pair.Rig.Sandbox.Weather.Set(Forecast.Calm, seed: 1);
        var left = await _pair.JournalAsync(undo.Id, JournalKind.Failure);
        var again = await _pair.RunAsync(new RunRequest { Exchange = "orders", Mode = RunMode.Undo, Of = undo.Of, Retries = undo.Id });

        undo.State.Should().Be(RunState.NeedsPerson);
        undo.Total.Should().Match<RunCounters>(total => total.Updated == 1 && total.Failed == 2, "the amount went back all the same");
        left.Select(entry => entry.Key).Should().BeEquivalentTo("c3", "o3");
        again.Total.Should().Match<RunCounters>(total => total.Read == 2 && total.Updated == 2 && total.Failed == 0 && total.Rejected == 0);
        (await _pair.CountAsync("deal"), await _pair.CountAsync("contact")).Should().Be((2, 2));
        (await _pair.ValueAsync("deals", "o1", "opportunity")).Should().Be("1");
    }

    [Fact]
    public async Task Undo_RetryOfARunThatUndidSomethingElse_IsRefused()
    {
        var retry = () => _pair.RunAsync(new RunRequest { Exchange = "orders", Mode = RunMode.Undo, Of = new RunScope(_first.Id), Retries = _first.Id });

        await retry.Should().ThrowAsync<RunRefusedException>();
    }

    [Fact]
    public async Task Undo_OfAnUndo_BringsTheRunBack()
    {
        await _pair.Table.ExecuteAsync("UPDATE Orders SET Amount = '10' WHERE Id = 1");
        var run = await _pair.RunAsync();
        var undo = await _pair.UndoAsync(run.Id);

        var again = await _pair.UndoAsync(undo.Id);

        again.Total.Updated.Should().Be(1);
        (await _pair.ValueAsync("deals", "o1", "opportunity")).Should().Be("10");
        (await _pair.UndoAsync(undo.Id)).Total.Should().Match<RunCounters>(total => total.Unchanged == 1 && total.Read == 1, "it is as it was already");
    }

    [Fact]
    public async Task Undo_FieldTouchedSince_StaysAndTheOthersGoBack()
    {
        await _pair.Table.ExecuteAsync("UPDATE Orders SET Amount = '10', OrderNo = OrderNo WHERE Id = 1");
        await _pair.Table.ExecuteAsync("UPDATE Orders SET Amount = '20' WHERE Id = 2");
        var run = await _pair.RunAsync();
        await _pair.ChangeAsync("deal", (await _pair.ItemAsync("deals", "o2"))!.Id, "opportunity", Value.Number(555));

        var undo = await _pair.UndoAsync(run.Id);

        (undo.State, undo.Total.Updated, undo.Total.Rejected).Should().Be((RunState.NeedsPerson, 1, 1));
        (await _pair.ValueAsync("deals", "o1", "opportunity")).Should().Be("1");
        (await _pair.ValueAsync("deals", "o2", "opportunity")).Should().Be("555");
        (await _pair.JournalAsync(undo.Id, JournalKind.Failure)).Single().Should().Match<JournalEntry>(entry => entry.Key == "o2" && entry.Text.Contains("opportunity"));
    }

    [Fact]
    public async Task Undo_OfTheFirstLoad_DeletesWhatItCreatedForgetsTheLinksAndMakesNothingAgain()
    {
        var undo = await _pair.UndoAsync(_first.Id);

        undo.Total.Updated.Should().Be(4);
        (await _pair.CountAsync("deal"), await _pair.CountAsync("contact")).Should().Be((0, 0));
        (await _pair.Rig.Store.LinksAsync("orders", "deals", ["o1", "o2"], default)).Should().BeEmpty();
        (await _pair.Table.ScalarAsync("SELECT COUNT(*) FROM Orders WHERE B24DealId IS NOT NULL OR B24ContactId IS NOT NULL")).Should().Be(0L);
        (await _pair.RunAsync()).Total.Created.Should().Be(0);

        var back = await _pair.UndoAsync(undo.Id);

        back.Total.Created.Should().Be(4);
        (await _pair.CountAsync("deal"), await _pair.CountAsync("contact")).Should().Be((2, 2));
        (await _pair.ValueAsync("deals", "o1", "contactId")).Should().Be((await _pair.ItemAsync("contacts", "c1"))!.Id.ToString(CultureInfo.InvariantCulture));
        (await _pair.PhonesAsync("c2")).Should().Equal("+79210000002");
        await _pair.Table.ExecuteAsync("UPDATE Orders SET Amount = '5' WHERE Id = 1");
        (await _pair.RunAsync()).Total.Created.Should().Be(0, "the records are linked again");
    }

    [Fact]
    public async Task Undo_RecordCreatedAndTouchedSince_IsKeptAndSoIsWhatItRefersTo()
    {
        var deal = (await _pair.ItemAsync("deals", "o1"))!;
        await _pair.ChangeAsync("deal", deal.Id, "title", Value.Text("мой заказ"));

        var undo = await _pair.UndoAsync(_first.Id);

        (undo.Total.Updated, undo.Total.Rejected).Should().Be((2, 2));
        (await _pair.ItemAsync("deal", deal.Id)).Should().NotBeNull();
        (await _pair.ItemAsync("contacts", "c1")).Should().NotBeNull();
        (await _pair.JournalAsync(undo.Id, JournalKind.Failure)).Single(entry => entry.Flow == "contacts").Text.Should().Contain(deal.Id.ToString(CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task Undo_RecordGoneSince_SaysSo()
    {
        await _pair.Table.ExecuteAsync("UPDATE Orders SET Amount = '10' WHERE Id = 1");
        var run = await _pair.RunAsync();
        var deal = await _pair.Portal.EntityAsync("deal", default);
        await _pair.Portal.BatchAsync([_pair.Portal.Delete(deal, (await _pair.ItemAsync("deals", "o1"))!.Id.ToString(CultureInfo.InvariantCulture))], default);

        var undo = await _pair.UndoAsync(run.Id);

        undo.Total.Should().Match<RunCounters>(total => total.Rejected == 1 && total.Read == 1);
    }

    [Fact]
    public async Task Undo_DryRun_ListsWhatItWouldDoAndDoesNothing()
    {
        await _pair.Table.ExecuteAsync("UPDATE Orders SET Amount = '10' WHERE Id = 1");
        await _pair.Table.AddAsync(3, "c3", "Вера", "89210000003", "o3", "3");
        var run = await _pair.RunAsync();

        var dry = await _pair.UndoAsync(run.Id, dryRun: true);

        var planned = await _pair.PlannedAsync(dry.Id);
        planned.Select(change => (change.Kind, change.Key)).Should().BeEquivalentTo([(PlannedKind.Delete, "c3"), (PlannedKind.Delete, "o3"), (PlannedKind.Update, "o1")]);
        planned.Single(change => change.Key == "o1").Changes.Should().Be("""{"opportunity":["10","1"]}""");
        (await _pair.ValueAsync("deals", "o1", "opportunity")).Should().Be("10");
        (await _pair.UndoAsync(run.Id)).Total.Should().Be(dry.Total);
    }

    [Fact]
    public async Task Undo_OfOneRecord_LeavesTheOthers()
    {
        await _pair.Table.ExecuteAsync("UPDATE Orders SET Amount = Amount || '0'");
        var run = await _pair.RunAsync();

        var undo = await _pair.UndoAsync(run.Id, flow: "deals", key: "o2");

        undo.Total.Updated.Should().Be(1);
        (await _pair.ValueAsync("deals", "o1", "opportunity")).Should().Be("10");
        (await _pair.ValueAsync("deals", "o2", "opportunity")).Should().Be("2");
    }

    [Fact]
    public async Task Undo_JournalGone_CountsWhatCannotBeUndone()
    {
        await _pair.Rig.Service<IJournalWriter>().RetainAsync(TimeSpan.Zero, 0, default);

        var undo = await _pair.UndoAsync(_first.Id);

        undo.Total.Rejected.Should().Be(4);
        (await _pair.JournalAsync(undo.Id, JournalKind.Failure)).Single().Text.Should().Contain("4");
        (await _pair.CountAsync("deal")).Should().Be(2);
    }

    [Fact]
    public async Task Undo_AnswersLost_DeletesAndRestoresOnceAndCountsEachOnce()
    {
        await _pair.Table.ExecuteAsync("UPDATE Orders SET Amount = '10' WHERE Id = 1");
        await _pair.Table.AddAsync(3, "c3", "Вера", "89210000003", "o3", "3");
        var run = await _pair.RunAsync();
        _pair.Rig.Sandbox.Weather.Set(new Forecast("test", [new WeatherRule(WeatherKind.AnswerLost) { Methods = ["crm.item.delete", "crm.item.update"], Max = 3 }]), seed: 1);

        var undo = await _pair.UndoAsync(run.Id);

        undo.Total.Should().Match<RunCounters>(total => total.Updated == 3 && total.Read == 3);
        (await _pair.CountAsync("deal")).Should().Be(2);
        (await _pair.ValueAsync("deals", "o1", "opportunity")).Should().Be("1");
    }
}
