using Pragmatika.Engine.Connectors.Bitrix;
using Pragmatika.Engine.Hearing;
using Pragmatika.Engine.Hearing.Sweep;
using Pragmatika.Engine.Mapping;

namespace Pragmatika.Tests.Engine.Hearing;

public sealed class SweepTests
{
    [Fact]
    public async Task Sweep_LinkedRecordGone_HearsTheDeleteOnce()
    {
        await using var rig = await HearingRig.StartAsync();
        var (kept, gone, unlinked) = (await rig.AddAsync("Анна"), await rig.AddAsync("Ольга"), await rig.AddAsync("Вера"));
        await rig.LinkAsync(kept, gone);
        await rig.HearAsync(HeardBy.Polling);
        await rig.DeleteAsync(gone);
        await rig.DeleteAsync(unlinked);

        var first = await rig.HearAsync(HeardBy.Sweep);
        var again = await rig.HearAsync(HeardBy.Sweep);

        first.Should().Be(1);
        again.Should().Be(0);
        (await rig.WaitingAsync()).Records.Should().ContainSingle().Which.Should().BeEquivalentTo(new { CrmId = gone, Kind = HeardKind.Deleted, By = HeardBy.Sweep });
    }

    [Fact]
    public async Task Sweep_DeleteHeardByACall_IsNotHeardAgain()
    {
        await using var rig = await HearingRig.StartAsync();
        await rig.StoreTokenAsync();
        var gone = await rig.AddAsync("Анна");
        await rig.LinkAsync(gone);
        await rig.HearAsync(HeardBy.Polling);
        await rig.DeleteAsync(gone);
        await rig.Intake.TakeAsync("portal", HearingRig.Form("ONCRMCONTACTDELETE", gone), default);

        (await rig.HearAsync(HeardBy.Sweep)).Should().Be(0);
    }

    [Fact]
    public async Task Sweep_SaidDeletedButThere_HearsItAsChanged()
    {
        await using var rig = await HearingRig.StartAsync();
        await rig.StoreTokenAsync();
        var id = await rig.AddAsync("Анна");
        await rig.LinkAsync(id);
        await rig.HearAsync(HeardBy.Polling);
        await rig.Intake.TakeAsync("portal", HearingRig.Form("ONCRMCONTACTDELETE", id), default);

        (await rig.HearAsync(HeardBy.Sweep)).Should().Be(1);
        (await rig.HearAsync(HeardBy.Sweep)).Should().Be(0);
        (await rig.WaitingAsync()).Records.Should().ContainSingle().Which.Kind.Should().Be(HeardKind.Changed);
    }

    [Fact]
    public async Task Sweep_ChangeThatPollingMissed_IsHeardOnce()
    {
        await using var rig = await HearingRig.StartAsync();
        var id = await rig.AddAsync("Анна");
        await rig.HearAsync(HeardBy.Polling);
        rig.Clock.Advance(TimeSpan.FromSeconds(5));
        await rig.RenameAsync(id, "Ольга");
        var book = rig.Service<IHearingStore>();
        var position = (await book.PositionAsync("portal", HearingRig.Contact, default))!;
        position.PolledTo = rig.Clock.GetUtcNow().AddMinutes(5);
        await book.PolledAsync(position, default);

        (await rig.HearAsync(HeardBy.Sweep)).Should().Be(1);
        (await rig.HearAsync(HeardBy.Sweep)).Should().Be(0);
    }

    [Fact]
    public async Task Sweep_BindingChangedWithoutAModifiedTime_IsHeardOnce()
    {
        await using var rig = await HearingRig.StartAsync();
        var id = await rig.AddAsync("Анна");
        await rig.LinkAsync(id);
        await rig.HearAsync(HeardBy.Polling);
        (await rig.HearAsync(HeardBy.Sweep)).Should().Be(0, "the first sweep only learns the bindings");
        (await rig.HearAsync(HeardBy.Sweep)).Should().Be(0);

        // The sandbox moves the modified time with every binding, so the memory is changed instead.
        await rig.Service<ICrmMemory>().RememberAsync("portal", HearingRig.Contact, [(id, 12345)], default);

        (await rig.HearAsync(HeardBy.Sweep)).Should().Be(1);
        (await rig.HearAsync(HeardBy.Sweep)).Should().Be(0);
        (await rig.WaitingIdsAsync()).Should().Equal(id);
    }

    [Fact]
    public async Task Sweep_ManyRecords_ReadsAllPages()
    {
        await using var rig = await HearingRig.StartAsync();
        var ids = new List<long>();
        for (var index = 0; index < 120; index++)
        {
            ids.Add(await rig.AddAsync("Клиент"));
        }

        await rig.LinkAsync([.. ids]);
        await rig.HearAsync(HeardBy.Polling);
        var gone = ids.Where((_, index) => index % 3 == 0).ToList();
        foreach (var id in gone)
        {
            await rig.DeleteAsync(id);
        }

        (await rig.HearAsync(HeardBy.Sweep)).Should().Be(gone.Count);
        (await rig.WaitingIdsAsync()).Should().BeEquivalentTo(gone);
    }

    [Fact]
    public void Fingerprint_Bindings_TellsChangesApart()
    {
        string[] fields = ["companyId", "contactIds"];
        var one = Bindings.Fingerprint(Item(("companyId", Value.Number(1)), ("contactIds", Value.List([Value.Number(2), Value.Number(3)]))), fields);

        Bindings.Fingerprint(Item(("contactIds", Value.List([Value.Number(2), Value.Number(3)])), ("companyId", Value.Number(1)), ("name", Value.Text("x"))), fields).Should().Be(one);
        Bindings.Fingerprint(Item(("companyId", Value.Number(1)), ("contactIds", Value.List([Value.Number(2)]))), fields).Should().NotBe(one);
        Bindings.Fingerprint(Item(("companyId", Value.Number(1))), fields).Should().NotBe(Bindings.Fingerprint(Item(("contactIds", Value.Number(1))), fields));
    }

    private static CrmItem Item(params (string Name, Value Value)[] values) => new() { Id = 1, Values = values.ToDictionary(pair => pair.Name, pair => pair.Value) };
}
