using Pragmatika.Engine.Hearing;
using Pragmatika.Sandbox;

namespace Pragmatika.Tests.Engine.Hearing;

public sealed class PollingTests
{
    [Fact]
    public async Task Poll_FirstOne_HearsNothingOfBefore()
    {
        await using var rig = await HearingRig.StartAsync();
        await rig.AddAsync("Анна");

        (await rig.HearAsync(HeardBy.Polling)).Should().Be(0);
        (await rig.HearAsync(HeardBy.Polling)).Should().Be(0);
        (await rig.WaitingAsync()).Records.Should().BeEmpty();
    }

    [Fact]
    public async Task Poll_ChangedSince_HearsEachOnceThoughTheOverlapBringsItAgain()
    {
        await using var rig = await HearingRig.StartAsync();
        var old = await rig.AddAsync("Анна");
        await rig.HearAsync(HeardBy.Polling);

        rig.Clock.Advance(TimeSpan.FromSeconds(5));
        await rig.RenameAsync(old, "Ольга");
        var born = await rig.AddAsync("Вера");
        var first = await rig.HearAsync(HeardBy.Polling);
        var again = await rig.HearAsync(HeardBy.Polling);

        first.Should().Be(2);
        again.Should().Be(0);
        var page = await rig.WaitingAsync();
        page.Records.Select(record => record.CrmId).Should().Equal(old, born);
        page.Records.Should().OnlyContain(record => record.By == HeardBy.Polling && record.Kind == HeardKind.Changed && record.ModifiedAt == rig.Clock.GetUtcNow().AddSeconds(-2));
        rig.Notices.Told.Should().ContainSingle().Which.Types.Should().Equal(HearingRig.Contact);
    }

    [Fact]
    public async Task Poll_WithinTheSecondOfAChange_WaitsUntilTheSecondIsOver()
    {
        await using var rig = await HearingRig.StartAsync();
        var id = await rig.AddAsync("Анна");
        await rig.HearAsync(HeardBy.Polling);
        rig.Clock.Advance(TimeSpan.FromSeconds(5));
        var hearing = rig.Service<IHearing>();

        await rig.RenameAsync(id, "Ольга");
        var early = await hearing.HearAsync("portal", HeardBy.Polling, default);
        await rig.RenameAsync(id, "Вера"); // the same second, the same modified time

        early.Should().Be(0);
        (await rig.HearAsync(HeardBy.Polling)).Should().Be(1);
        (await rig.HearAsync(HeardBy.Polling)).Should().Be(0);
    }

    [Fact]
    public async Task Poll_ManyWithOneModifiedTime_HearsThemAll()
    {
        await using var rig = await HearingRig.StartAsync();
        await rig.HearAsync(HeardBy.Polling);
        rig.Clock.Advance(TimeSpan.FromSeconds(5));
        for (var index = 0; index < 130; index++)
        {
            await rig.AddAsync("Клиент");
        }

        (await rig.HearAsync(HeardBy.Polling)).Should().Be(130);
        (await rig.WaitingIdsAsync()).Should().OnlyHaveUniqueItems().And.HaveCount(130);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(-5)]
    [InlineData(11)]
    public async Task Poll_PortalInAnotherZone_AsksInItsTime(int hours)
    {
        await using var rig = await HearingRig.StartAsync(new SandboxOptions { TimeZone = TimeSpan.FromHours(hours) });
        var quiet = await rig.AddAsync("Анна");
        await rig.HearAsync(HeardBy.Polling);
        rig.Clock.Advance(TimeSpan.FromMinutes(10));
        await rig.HearAsync(HeardBy.Polling);

        rig.Clock.Advance(TimeSpan.FromMinutes(10));
        var id = await rig.AddAsync("Вера");

        (await rig.HearAsync(HeardBy.Polling)).Should().Be(1);
        (await rig.WaitingIdsAsync()).Should().Equal(id).And.NotContain(quiet);
    }

    [Fact]
    public async Task Poll_AfterARestart_RemembersWhatTheOverlapBrings()
    {
        await using var rig = await HearingRig.StartAsync();
        await rig.HearAsync(HeardBy.Polling);
        rig.Clock.Advance(TimeSpan.FromSeconds(5));
        await rig.AddAsync("Вера");
        await rig.HearAsync(HeardBy.Polling);

        // Another process: nothing in memory.
        var parts = rig.Service<ListenerParts>();
        var restarted = new HearingRounds(rig.Service<Pragmatika.Engine.Exchanges.IExchangeCatalog>(), parts.Book, parts, rig.Clock, Microsoft.Extensions.Logging.Abstractions.NullLogger<HearingRounds>.Instance);
        rig.Clock.Advance(TimeSpan.FromSeconds(1));

        (await restarted.HearAsync("portal", HeardBy.Polling, default)).Should().Be(0);
    }

    [Fact]
    public async Task Poll_HeardByACallAfterTheSecond_IsNotHeardTwice()
    {
        await using var rig = await HearingRig.StartAsync();
        await rig.StoreTokenAsync();
        var id = await rig.AddAsync("Анна");
        await rig.HearAsync(HeardBy.Polling);
        rig.Clock.Advance(TimeSpan.FromSeconds(10));
        await rig.RenameAsync(id, "Ольга");
        rig.Clock.Advance(TimeSpan.FromSeconds(4));

        await rig.Intake.TakeAsync("portal", HearingRig.Form("ONCRMCONTACTUPDATE", id), default);

        (await rig.HearAsync(HeardBy.Polling)).Should().Be(0);
        (await rig.WaitingAsync()).Records.Should().ContainSingle().Which.By.Should().Be(HeardBy.Webhook);
    }

    [Fact]
    public async Task Poll_PortalsClockSetBack_GoesOnFromThere()
    {
        await using var rig = await HearingRig.StartAsync();
        await rig.HearAsync(HeardBy.Polling);
        var book = rig.Service<IHearingStore>();
        var position = await book.PositionAsync("portal", HearingRig.Contact, default);
        (position!.PolledTo, position.Since) = (position.PolledTo.AddHours(1), position.Since.AddHours(1));
        await book.PolledAsync(position, default);

        var id = await rig.AddAsync("Вера");

        (await rig.HearAsync(HeardBy.Polling)).Should().Be(1);
        (await rig.WaitingIdsAsync()).Should().Equal(id);
    }

    [Fact]
    public async Task Hear_NobodyListens_AsksNothing()
    {
        await using var rig = await HearingRig.StartAsync(direction: "toCrm");

        (await rig.HearAsync(HeardBy.Polling)).Should().Be(0);
        (await rig.Service<IHearingStore>().WaysAsync("portal", default)).Should().BeEmpty();
    }

    [Fact]
    public async Task Poll_Quiet_IsOneRequest()
    {
        await using var rig = await HearingRig.StartAsync();
        await rig.HearAsync(HeardBy.Polling);
        await rig.HearAsync(HeardBy.Polling);
        var before = rig.Sandbox.Stats.Requests;

        await rig.HearAsync(HeardBy.Polling);

        (rig.Sandbox.Stats.Requests - before).Should().Be(1);
    }

    [Fact]
    public async Task AllWays_StormOfTheRestApi_EveryChangeIsHeard()
    {
        await using var rig = await HearingRig.StartAsync();
        await rig.HearAsync(HeardBy.Polling);
        rig.Clock.Advance(TimeSpan.FromSeconds(5));
        var ids = new List<long>();
        for (var index = 0; index < 130; index++)
        {
            ids.Add(await rig.AddAsync("Клиент"));
        }

        await rig.LinkAsync([.. ids]);
        rig.Sandbox.Weather.Set(Pragmatika.Sandbox.Weather.Forecast.Named("storm"), seed: 11);
        await rig.HearInWeatherAsync(HeardBy.Polling);
        var changed = (await rig.WaitingIdsAsync()).ToList();
        rig.Sandbox.Weather.Set(Pragmatika.Sandbox.Weather.Forecast.Calm, seed: 11);
        await rig.DeleteAsync(ids[7]);
        rig.Sandbox.Weather.Set(Pragmatika.Sandbox.Weather.Forecast.Named("storm"), seed: 12);
        await rig.HearInWeatherAsync(HeardBy.Sweep);

        changed.Should().BeEquivalentTo(ids);
        (await rig.WaitingAsync()).Records.Where(record => record.Kind == HeardKind.Deleted).Select(record => record.CrmId).Should().Equal(ids[7]);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(29)]
    public async Task Poll_RecordVisibleLate_IsStillHeard(int secondsLate)
    {
        await using var rig = await HearingRig.StartAsync();
        var quiet = await rig.AddAsync("Анна");
        await rig.HearAsync(HeardBy.Polling);
        rig.Clock.Advance(TimeSpan.FromMinutes(5));
        await rig.HearAsync(HeardBy.Polling);

        // The portal shows a record only later than its modified time: for the poll it is the same as a position that went too far.
        var id = await rig.AddAsync("Вера");
        var book = rig.Service<IHearingStore>();
        var position = (await book.PositionAsync("portal", HearingRig.Contact, default))!;
        rig.Clock.Advance(TimeSpan.FromSeconds(secondsLate));
        position.PolledTo = rig.Clock.GetUtcNow().AddSeconds(1);
        await book.PolledAsync(position, default);

        var heard = 0;
        for (var poll = 0; poll < 6; poll++)
        {
            rig.Clock.Advance(TimeSpan.FromSeconds(4));
            heard += await rig.HearAsync(HeardBy.Polling);
        }

        heard.Should().Be(1);
        (await rig.WaitingIdsAsync()).Should().Equal(id).And.NotContain(quiet);
    }
}
