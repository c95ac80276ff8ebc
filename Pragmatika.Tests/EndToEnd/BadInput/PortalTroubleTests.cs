using Pragmatika.Engine.Runs;
using Pragmatika.Tests.Support;

namespace Pragmatika.Tests.EndToEnd.BadInput;

/// <summary>The portal fails: the run says what and what to do; nothing is lost or made twice.</summary>
public sealed class PortalTroubleTests : IAsyncLifetime
{
    private ExchangeRig _rig = null!;

    public async Task InitializeAsync()
    {
        _rig = await ExchangeRig.StartAsync();
        await _rig.SaveAsync(SourceTable.Definition());
        await _rig.AddOrdersAsync(20);
    }

    public async Task DisposeAsync() => await _rig.DisposeAsync();

    [Fact]
    public async Task RevokedWebhook_FailsTheRunWithoutTellingTheAddress()
    {
        _rig.SetWeather("revoked");

        var run = await _rig.RunAsync(BadInputRig.Exchange);

        run.State.Should().Be(RunState.Failed);
        run.Message.Should().Contain("вебхук").And.Contain("Подключения").And.NotContain("sandbox/");
        _rig.SetWeather("calm");
        await _rig.ShouldRecoverAsync(orders: 20);
    }

    [Fact]
    public async Task PortalInMaintenance_FailsTheRunAsAnOutage()
    {
        _rig.SetWeather("maintenance");

        var run = await _rig.RunAsync(BadInputRig.Exchange);

        run.State.Should().Be(RunState.Failed);
        run.Message.Should().Contain("не отвечает").And.Contain("последней точки");
        run.Total.Unchanged.Should().Be(0, "an outage is never told as 'nothing changed'");
        _rig.SetWeather("calm");
        await _rig.ShouldRecoverAsync(orders: 20);
    }

    [Fact]
    public async Task RevokedAfterSomeBatches_KeepsWhatLandedAndGoesOn()
    {
        await _rig.RunAsync(BadInputRig.Exchange);
        await _rig.Table.ExecuteAsync("UPDATE Orders SET Amount = Amount + 1");
        _rig.SetWeather("revoked");

        var run = await _rig.RunAsync(BadInputRig.Exchange);

        run.State.Should().Be(RunState.Failed);
        _rig.SetWeather("calm");
        await _rig.ShouldRecoverAsync(orders: 20);
    }

    [Fact]
    public async Task FieldRemovedFromThePortal_FailsTheRunAndNamesTheField()
    {
        var portal = await _rig.PortalAsync();
        var fieldId = await portal.AddNoteFieldAsync();
        await _rig.SaveAsync(BadInputRig.WithDealRule("ufCrmNote", "ClientName"));
        (await _rig.RunAsync(BadInputRig.Exchange)).State.Should().Be(RunState.Succeeded);
        await portal.CallAsync("crm.deal.userfield.delete", $$"""{"id":{{fieldId}}}""");

        var run = await _rig.RunAsync(BadInputRig.Exchange);

        run.State.Should().Be(RunState.Failed);
        run.Message.Should().Contain("ufCrmNote");
        await _rig.SaveAsync(SourceTable.Definition());
        await _rig.ShouldRecoverAsync(orders: 20);
    }
}
