using System.Globalization;
using Pragmatika.Engine.Connectors.Connections;
using Pragmatika.Engine.Hearing;
using Pragmatika.Engine.Hearing.Ways;

namespace Pragmatika.Tests.Engine.Hearing;

public sealed class HearingWaysTests
{
    public HearingWaysTests() => CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("ru");

    [Fact]
    public async Task Of_PlainWebhookNobodyListens_SaysWhatIsMissing()
    {
        await using var rig = await HearingRig.StartAsync(direction: "toCrm");

        var report = await ReportAsync(rig);

        report.Ways.Select(way => (way.Way, way.State)).Should().Equal(
            (HeardBy.Webhook, WayState.Off), (HeardBy.Offline, WayState.Off), (HeardBy.Polling, WayState.Off), (HeardBy.Sweep, WayState.Off));
        report.Ways[0].Reason.Should().Contain("исходящий вебхук");
        report.Ways[1].Reason.Should().Contain("приложени");
        report.Ways[2].Reason.Should().Contain("←");
        report.HookPath.Should().Be("/hooks/bitrix24/portal");
    }

    [Fact]
    public async Task Of_Listening_FollowsWhatHappens()
    {
        await using var rig = await HearingRig.StartAsync();
        await rig.StoreTokenAsync();
        (await ReportAsync(rig)).Ways.Select(way => way.State).Should().Equal(WayState.Waiting, WayState.Off, WayState.Waiting, WayState.Waiting);

        await rig.HearAsync(HeardBy.Polling);
        await rig.HearAsync(HeardBy.Sweep);
        await rig.Intake.TakeAsync("portal", HearingRig.Form("ONCRMCONTACTADD", 1), default);
        await rig.Intake.TakeAsync("portal", HearingRig.Form("ONCRMCONTACTADD", 1, "wrong"), default);
        await rig.Intake.DisposeAsync();
        var report = await ReportAsync(rig);

        report.Ways.Select(way => way.State).Should().Equal(WayState.On, WayState.Off, WayState.On, WayState.On);
        report.Ways[0].HeardAt.Should().NotBeNull();
        report.Ways[2].HeardAt.Should().BeNull("it worked and had nothing to hear");
        report.WrongTokens.Should().Be(1);
    }

    [Fact]
    public async Task Of_PortalRevoked_TellsTheFailureWithoutTheSecretInTheBook()
    {
        await using var rig = await HearingRig.StartAsync();
        rig.Sandbox.Weather.Set(Pragmatika.Sandbox.Weather.Forecast.Named("revoked"), seed: 1);

        var polling = () => rig.HearAsync(HeardBy.Polling);
        await polling.Should().ThrowAsync<Pragmatika.Engine.Connectors.Bitrix.BitrixException>();

        var way = (await ReportAsync(rig)).Ways[2];
        way.State.Should().Be(WayState.Failing);
        way.Reason.Should().Contain("INVALID_CREDENTIALS").And.NotContain("sandbox/");
    }

    [Fact]
    public async Task Of_Application_UsesTheQueue()
    {
        await using var rig = await HearingRig.StartAsync();
        await rig.UseApplicationAsync();

        await rig.HearAsync(HeardBy.Offline);

        (await ReportAsync(rig)).Ways[1].State.Should().Be(WayState.On);
    }

    [Fact]
    public async Task Probe_PlanAllowsTheQueueAgain_TakesTheOldReasonAway()
    {
        await using var rig = await HearingRig.StartAsync();
        await rig.UseApplicationAsync();
        await rig.Service<IHearingStore>().FailedAsync("portal", HeardBy.Offline, "needs-plan", default);
        (await ReportAsync(rig)).Ways[1].State.Should().Be(WayState.Off);

        await rig.Service<IHearingWays>().ProbeAsync((await rig.Service<IConnectionCatalog>().ListAsync(default)).Single(one => one.Name == "portal"), default);

        (await ReportAsync(rig)).Ways[1].State.Should().Be(WayState.Waiting);
    }

    [Fact]
    public async Task Of_English_SpeaksEnglish()
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en");
        await using var rig = await HearingRig.StartAsync();

        (await ReportAsync(rig)).Ways[0].Reason.Should().StartWith("No application token");
    }

    [Fact]
    public async Task Delete_Connection_ForgetsWhatWasHeard()
    {
        await using var rig = await HearingRig.StartAsync();
        await rig.StoreTokenAsync();
        await rig.Intake.TakeAsync("portal", HearingRig.Form("ONCRMCONTACTADD", 1), default);
        await rig.HearAsync(HeardBy.Polling);

        await rig.Service<IConnectionCatalog>().DeleteAsync("portal", default);

        (await rig.WaitingAsync()).Records.Should().BeEmpty();
        (await rig.Service<IHearingStore>().PositionAsync("portal", HearingRig.Contact, default)).Should().BeNull();
    }

    private static async Task<HearingReport> ReportAsync(HearingRig rig)
    {
        var connection = (await rig.Service<IConnectionCatalog>().ListAsync(default)).Single(one => one.Name == "portal");
        return (await rig.Service<IHearingWays>().OfAsync(connection, default))!;
    }
}
