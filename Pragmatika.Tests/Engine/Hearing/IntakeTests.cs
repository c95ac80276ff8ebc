using Pragmatika.Engine.Connectors.Connections;
using Pragmatika.Engine.Hearing;
using Pragmatika.Engine.Hearing.Intake;

namespace Pragmatika.Tests.Engine.Hearing;

public sealed class IntakeTests
{
    [Fact]
    public async Task Take_Genuine_IsCommittedWhenAnswered()
    {
        await using var rig = await HearingRig.StartAsync();
        await rig.StoreTokenAsync();

        var result = await rig.Intake.TakeAsync("portal", HearingRig.Form("ONCRMCONTACTDELETE", 17), default);

        result.Should().Be(IntakeResult.Kept);
        (await rig.WaitingAsync()).Records.Should().ContainSingle().Which.Should().BeEquivalentTo(new { CrmId = 17L, Kind = HeardKind.Deleted, By = HeardBy.Webhook });
        rig.Notices.Told.Should().ContainSingle().Which.Connection.Should().Be("portal");
    }

    [Theory]
    [InlineData("portal", HearingRig.Token + "x", "ONCRMCONTACTADD", 1, IntakeResult.Forbidden)]
    [InlineData("portal", "", "ONCRMCONTACTADD", 1, IntakeResult.Malformed)]
    [InlineData("other", HearingRig.Token, "ONCRMCONTACTADD", 1, IntakeResult.Forbidden)]
    [InlineData("sql", HearingRig.Token, "ONCRMCONTACTADD", 1, IntakeResult.Forbidden)]
    [InlineData("portal", HearingRig.Token, "ONCRMACTIVITYADD", 1, IntakeResult.Ignored)]
    [InlineData("portal", HearingRig.Token, "ONCRMCONTACTADD", 0, IntakeResult.Malformed)]
    public async Task Take_AnythingElse_KeepsNothing(string connection, string token, string name, long id, IntakeResult expected)
    {
        await using var rig = await HearingRig.StartAsync();
        await rig.StoreTokenAsync();

        (await rig.Intake.TakeAsync(connection, HearingRig.Form(name, id, token), default)).Should().Be(expected);

        (await rig.WaitingAsync()).Records.Should().BeEmpty();
        rig.Notices.Told.Should().BeEmpty();
    }

    [Fact]
    public async Task Take_WrongTokens_AreCountedForTheirConnection()
    {
        await using var rig = await HearingRig.StartAsync();
        await rig.StoreTokenAsync();
        await rig.Intake.TakeAsync("portal", HearingRig.Form("ONCRMCONTACTADD", 1, "wrong"), default);
        await rig.Intake.TakeAsync("portal", HearingRig.Form("ONCRMCONTACTADD", 1, "wrong"), default);
        await rig.Intake.TakeAsync("nobody", HearingRig.Form("ONCRMCONTACTADD", 1, "wrong"), default);

        rig.Service<HearingMeters>().Calls("portal", IntakeResult.Forbidden).Should().Be(2);
        rig.Service<HearingMeters>().Calls("nobody", IntakeResult.Forbidden).Should().Be(0, "anybody can call with any name: those would fill the memory");
    }

    [Fact]
    public async Task Take_TokenChanged_TheNewOneFitsAfterASecondAndTheOldOneNoLonger()
    {
        await using var rig = await HearingRig.StartAsync();
        await rig.StoreTokenAsync();
        await rig.Intake.TakeAsync("portal", HearingRig.Form("ONCRMCONTACTADD", 1), default);

        await rig.Service<IConnectionCatalog>().SaveHookTokenAsync("portal", "another-token", default);
        rig.Clock.Advance(TimeSpan.FromSeconds(1));

        (await rig.Intake.TakeAsync("portal", HearingRig.Form("ONCRMCONTACTADD", 2, "another-token"), default)).Should().Be(IntakeResult.Kept);
        (await rig.Intake.TakeAsync("portal", HearingRig.Form("ONCRMCONTACTADD", 3), default)).Should().Be(IntakeResult.Forbidden);
    }

    [Fact]
    public async Task Take_Flood_SharesTransactionsAndKeepsEveryRecordOnce()
    {
        await using var rig = await HearingRig.StartAsync();
        await rig.StoreTokenAsync();

        var results = await Task.WhenAll(Enumerable.Range(0, 3000).Select(index =>
            Task.Run(() => rig.Intake.TakeAsync("portal", HearingRig.Form("ONCRMCONTACTUPDATE", 1 + (index % 1000)), default))));

        results.Should().OnlyContain(result => result == IntakeResult.Kept);
        (await rig.WaitingIdsAsync()).Should().OnlyHaveUniqueItems().And.HaveCount(1000);
        rig.Notices.Told.Count.Should().BeLessThan(1500, "calls that come during a commit share the next one");
    }

    [Fact]
    public async Task Take_StoreFails_TheCallerIsToldAndTheNextCallIsKept()
    {
        await using var rig = await HearingRig.StartAsync();
        await rig.StoreTokenAsync();
        await rig.Intake.TakeAsync("portal", HearingRig.Form("ONCRMCONTACTADD", 1), default);
        await using var context = rig.Service<Pragmatika.Engine.Data.EngineContexts>().CreateDbContext();
        await Microsoft.EntityFrameworkCore.RelationalDatabaseFacadeExtensions.ExecuteSqlRawAsync(context.Database, "ALTER TABLE crm_inbox RENAME TO crm_inbox_away");

        var failing = () => rig.Intake.TakeAsync("portal", HearingRig.Form("ONCRMCONTACTADD", 2), default);

        await failing.Should().ThrowAsync<Pragmatika.Engine.Stores.StoreException>();
        await Microsoft.EntityFrameworkCore.RelationalDatabaseFacadeExtensions.ExecuteSqlRawAsync(context.Database, "ALTER TABLE crm_inbox_away RENAME TO crm_inbox");
        (await rig.Intake.TakeAsync("portal", HearingRig.Form("ONCRMCONTACTADD", 3), default)).Should().Be(IntakeResult.Kept);
        (await rig.WaitingIdsAsync()).Should().Equal(1, 3);
    }
}
