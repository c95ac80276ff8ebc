using System.Globalization;
using Pragmatika.Engine.Connectors.Bitrix;
using Pragmatika.Engine.Connectors.Connections;
using Pragmatika.Engine.Delivery;
using Pragmatika.Engine.Journal;
using Pragmatika.Engine.Links;
using Pragmatika.Engine.Runs;
using Pragmatika.Engine.Runs.Letters;
using Pragmatika.Tests.Support;

namespace Pragmatika.Tests.Engine.Runs.Forward;

public sealed class FirstRunTests : IAsyncLifetime
{
    private ExchangeRig _rig = null!;

    public async Task InitializeAsync()
    {
        _rig = await ExchangeRig.StartAsync();
        await _rig.SaveAsync(SourceTable.Definition());
    }

    public async Task DisposeAsync() => await _rig.DisposeAsync();

    [Fact]
    public async Task Run_NewRows_CreatesLinkedRecordsAndWritesIdsBack()
    {
        await _rig.Table.AddAsync(1, "c1", "Анна", "8 (921) 000-00-01", "o1", "100,50");
        await _rig.Table.AddAsync(2, "c1", "Анна", "8 (921) 000-00-01", "o2", "200");
        await _rig.Table.AddAsync(3, "c2", "Борис", null, "o3", "300");

        var run = await _rig.RunAsync("orders");

        run.Message.Should().BeNull();
        run.State.Should().Be(RunState.Succeeded);
        run.Flows["contacts"].Should().Be(new RunCounters(2, 0, 0, 1, 0, 0, 0));
        run.Flows["deals"].Should().Be(new RunCounters(3, 0, 0, 0, 0, 0, 0));
        var contact = Convert.ToInt64(await _rig.Table.ScalarAsync("SELECT B24ContactId FROM Orders WHERE Id = 1"), CultureInfo.InvariantCulture);
        (await _rig.Table.ScalarAsync("SELECT COUNT(*) FROM Orders WHERE Status = 2 AND B24DealId > 0 AND Error IS NULL")).Should().Be(3L);
        (await _rig.Table.ScalarAsync($"SELECT COUNT(*) FROM Orders WHERE B24ContactId = {contact}")).Should().Be(2L);
        var deals = await DealsAsync();
        deals.Should().HaveCount(3);
        deals.Single(deal => deal.OriginKey == "o2").Values["contactId"].AsNumber.Should().Be(contact);
        deals.Single(deal => deal.OriginKey == "o1").Values["opportunity"].AsNumber.Should().Be(100.5m);
    }

    [Fact]
    public async Task Run_Done_LeavesEntriesOfEveryKindInTheJournal()
    {
        await _rig.Table.AddAsync(1, "c1", "Анна", "89210000001", "o1", "1");
        await _rig.Table.AddAsync(2, "c2", "Борис", "89210000002", "o2", "сто");

        var run = await _rig.RunAsync("orders");
        var entries = await _rig.Service<IJournalReader>().PageAsync(new JournalFilter { RunId = run.Id }, null, 100, CancellationToken.None);

        entries.Select(entry => entry.Kind).Distinct().Should().Contain([JournalKind.Run, JournalKind.Batch, JournalKind.Record, JournalKind.RestCall, JournalKind.Failure]);
        var created = entries.Single(entry => entry is { Kind: JournalKind.Record, Flow: "deals", Outcome: Outcome.Created });
        created.Text.Should().Be("o1");
        created.Changes.Should().Contain("\"opportunity\":[null,\"1\"]");
        entries.Should().OnlyContain(entry => !entry.Text.Contains("/rest/1/sandbox"));
    }

    [Fact]
    public async Task Run_SecondTime_SendsNoWrite()
    {
        await _rig.Table.AddAsync(1, "c1", "Анна", "89210000001", "o1", "1");
        await _rig.RunAsync("orders");

        var again = await _rig.RunAsync("orders");
        var full = await _rig.RunAsync("orders", RunMode.Full);

        again.Total.Should().Be(new RunCounters(0, 0, 2, 0, 0, 0, 0));
        full.Total.Should().Be(again.Total);
        again.RestCalls.Should().BeLessThan(10);
        (await DealsAsync()).Should().ContainSingle();
    }

    [Fact]
    public async Task Run_OneFieldChanged_UpdatesThatRecordOnly()
    {
        await _rig.Table.AddAsync(1, "c1", "Анна", "89210000001", "o1", "1");
        await _rig.Table.AddAsync(2, "c2", "Борис", "89210000002", "o2", "2");
        await _rig.RunAsync("orders");
        await _rig.Table.ExecuteAsync("UPDATE Orders SET Amount = '77,7' WHERE Id = 2");

        var run = await _rig.RunAsync("orders");

        run.Flows["deals"].Should().Be(new RunCounters(0, 1, 1, 0, 0, 0, 0));
        run.Flows["contacts"].Should().Be(new RunCounters(0, 0, 2, 0, 0, 0, 0));
        (await DealsAsync()).Single(deal => deal.OriginKey == "o2").Values["opportunity"].AsNumber.Should().Be(77.7m);
    }

    [Fact]
    public async Task Run_PhoneChanged_ReplacesThePhone()
    {
        await _rig.Table.AddAsync(1, "c1", "Анна", "89210000001", "o1", "1");
        await _rig.RunAsync("orders");
        await _rig.Table.ExecuteAsync("UPDATE Orders SET Phone = '89210000009'");

        await _rig.RunAsync("orders");

        var contact = (await ItemsAsync("contact")).Single();
        contact.MultiFields.Select(entry => entry.Value).Should().Equal("+79210000009");
    }

    [Fact]
    public async Task Run_PhoneAddedByAPerson_StaysWhenOursChanges()
    {
        await _rig.Table.AddAsync(1, "c1", "Анна", "89210000001", "o1", "1");
        await _rig.RunAsync("orders");
        var portal = await PortalAsync();
        var entity = await portal.EntityAsync("contact", CancellationToken.None);
        await portal.BatchAsync([portal.Update(entity, "1", [new WireField("phone", Pragmatika.Engine.Mapping.Value.Text("+79210000055"))])], CancellationToken.None);
        await _rig.Table.ExecuteAsync("UPDATE Orders SET Phone = '89210000009'");

        await _rig.RunAsync("orders");

        (await ItemsAsync("contact")).Single().MultiFields.Select(entry => entry.Value).Should().BeEquivalentTo("+79210000009", "+79210000055");
    }

    [Fact]
    public async Task Run_OnePersonUnderTwoKeys_BecomesOneContact()
    {
        await _rig.Table.AddAsync(1, "c1", "Анна", "89210000001", "o1", "1");
        await _rig.Table.AddAsync(2, "c2", "Анна", "+7 921 000-00-01", "o2", "1");
        await _rig.RunAsync("orders");
        await _rig.Table.AddAsync(3, "c3", "Анна", "9210000001", "o3", "1");
        var second = await _rig.RunAsync("orders");

        second.State.Should().Be(RunState.Succeeded);
        var contact = (await ItemsAsync("contact")).Should().ContainSingle().Subject;
        (await DealsAsync()).Should().HaveCount(3).And.OnlyContain(deal => deal.Values["contactId"].AsNumber == contact.Id);
    }

    [Fact]
    public async Task Run_OneRecordUnderTwoKeys_LastChangedRowWinsWhicheverKeyItHas()
    {
        await _rig.Table.AddAsync(1, "c1", "Анна", "89210000001", "o1", "1");
        await _rig.RunAsync("orders");
        await _rig.Table.AddAsync(2, "c2", "Анна П.", "89210000001", "o2", "1");
        await _rig.RunAsync("orders");
        (await ItemsAsync("contact")).Single().Values["name"].AsText.Should().Be("Анна П.");
        await _rig.Table.ExecuteAsync("UPDATE Orders SET Amount = '5' WHERE Id = 1");

        await _rig.RunAsync("orders");
        var quiet = await _rig.RunAsync("orders", RunMode.Full);

        (await ItemsAsync("contact")).Single().Values["name"].AsText.Should().Be("Анна");
        quiet.Total.Updated.Should().Be(0);
    }

    [Fact]
    public async Task Run_ContactMadeByAPerson_IsFoundByPhoneAndLinked()
    {
        var portal = await PortalAsync();
        var entity = await portal.EntityAsync("contact", CancellationToken.None);
        await portal.BatchAsync(
            [portal.Add(entity, [new WireField("name", Pragmatika.Engine.Mapping.Value.Text("Анна")), new WireField("phone", Pragmatika.Engine.Mapping.Value.Text("+79210000001"))])],
            CancellationToken.None);
        await _rig.Table.AddAsync(1, "c1", "Анна П.", "89210000001", "o1", "1");

        var run = await _rig.RunAsync("orders");

        run.Flows["contacts"].Updated.Should().Be(1);
        var contact = (await ItemsAsync("contact")).Should().ContainSingle().Subject;
        contact.Values["name"].AsText.Should().Be("Анна П.");
        contact.OriginKey.Should().Be("c1");
        contact.MultiFields.Should().ContainSingle();
    }

    [Fact]
    public async Task Run_TwoCandidates_AsksAndDoesNotGuess()
    {
        var portal = await PortalAsync();
        var entity = await portal.EntityAsync("contact", CancellationToken.None);
        WireField[] fields = [new WireField("name", Pragmatika.Engine.Mapping.Value.Text("Анна")), new WireField("phone", Pragmatika.Engine.Mapping.Value.Text("+79210000001"))];
        await portal.BatchAsync([portal.Add(entity, fields), portal.Add(entity, fields)], CancellationToken.None);
        await _rig.Table.AddAsync(1, "c1", "Анна", "89210000001", "o1", "1");

        var run = await _rig.RunAsync("orders");
        var letter = (await _rig.Store.DeadLettersAsync("orders", DeadLetterState.Open, null, 0, 10, CancellationToken.None)).Single();
        var replay = await _rig.Service<IDeadLetterService>().ReplayAsync(letter.Id, null, letter.Candidates[1], "tester", CancellationToken.None);

        run.State.Should().Be(RunState.NeedsPerson);
        run.Flows["contacts"].Conflicted.Should().Be(1);
        run.Flows["deals"].Created.Should().Be(1);
        letter.Cause.Should().Be(DeadLetterCause.DoubtfulMatch);
        replay.Landed.Should().BeTrue();
        replay.CrmId.Should().Be(letter.Candidates[1]);
        (await ItemsAsync("contact")).Should().HaveCount(2);
        (await DealsAsync()).Single().Values["contactId"].AsNumber.Should().Be(letter.Candidates[1]);
    }

    [Fact]
    public async Task Run_ValueThatDoesNotParse_StopsOnlyItselfAndLandsAfterEditAndReplay()
    {
        await _rig.Table.AddAsync(1, "c1", "Анна", "89210000001", "o1", "сто рублей");
        await _rig.Table.AddAsync(2, "c2", "Борис", "89210000002", "o2", "2");

        var run = await _rig.RunAsync("orders");
        var letter = (await _rig.Store.DeadLettersAsync("orders", DeadLetterState.Open, null, 0, 10, CancellationToken.None)).Single();
        var replay = await _rig.Service<IDeadLetterService>().ReplayAsync(
            letter.Id, new Dictionary<string, string?> { ["opportunity"] = "100,25" }, null, "tester", CancellationToken.None);

        run.State.Should().Be(RunState.NeedsPerson);
        run.Flows["deals"].Should().Be(new RunCounters(1, 0, 0, 0, 0, 1, 0));
        letter.Message.Should().Contain("opportunity");
        replay.Should().Match<ReplayResult>(result => result.Landed && result.CrmId > 0);
        (await _rig.Store.DeadLetterAsync(letter.Id, CancellationToken.None))!.State.Should().Be(DeadLetterState.Replayed);
        (await DealsAsync()).Single(deal => deal.OriginKey == "o1").Values["opportunity"].AsNumber.Should().Be(100.25m);
    }

    [Fact]
    public async Task DryRun_NewRows_CountsAndSendsNothing()
    {
        await _rig.Table.AddAsync(1, "c1", "Анна", "89210000001", "o1", "1");

        var run = await _rig.RunAsync("orders", dryRun: true);

        run.Total.Created.Should().Be(2);
        (await DealsAsync()).Should().BeEmpty();
        (await _rig.RunAsync("orders")).Total.Created.Should().Be(2);
    }

    [Fact]
    public async Task Start_WhileRunning_IsRefused()
    {
        for (var id = 1; id <= 300; id++)
        {
            await _rig.Table.AddAsync(id, "c" + id, "Имя", null, "o" + id, "1");
        }

        var first = await _rig.Runs.StartAsync(new RunRequest { Exchange = "orders" }, CancellationToken.None);
        var second = () => _rig.Runs.StartAsync(new RunRequest { Exchange = "orders" }, CancellationToken.None);

        await second.Should().ThrowAsync<RunRefusedException>().WithMessage("*уже выполняется*");
        (await _rig.Runs.CompletionAsync(first.Id, CancellationToken.None)).State.Should().Be(RunState.Succeeded);
    }

    private async Task<IBitrixPortal> PortalAsync() => _rig.Service<IBitrixPortalFactory>()
        .Create((await _rig.Service<IConnectionCatalog>().OpenAsync("portal", CancellationToken.None))!);

    private Task<List<CrmItem>> DealsAsync() => ItemsAsync("deal");

    private async Task<List<CrmItem>> ItemsAsync(string entity)
    {
        var portal = await PortalAsync();
        var described = await portal.EntityAsync(entity, CancellationToken.None);
        var ids = new List<long>();
        await foreach (var item in portal.ReadAllAsync(described, [], ["id"], CancellationToken.None))
        {
            ids.Add(item.Id);
        }

        return [.. await portal.GetManyAsync(described, ids, CancellationToken.None)];
    }
}
