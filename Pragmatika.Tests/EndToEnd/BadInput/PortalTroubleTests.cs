using System.Text;
using Pragmatika.Engine.Connectors.Bitrix;
using Pragmatika.Engine.Mapping;
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
        var fieldId = await AddFieldAsync(portal);
        var definition = SourceTable.Definition();
        var deals = definition.Flows[1];
        var rule = new Rule { Field = "ufCrm_NOTE", Source = new RuleSource { Column = "ClientName" } };
        await _rig.SaveAsync(definition with { Flows = [definition.Flows[0], deals with { Rules = [.. deals.Rules, rule] }] });
        (await _rig.RunAsync(BadInputRig.Exchange)).State.Should().Be(RunState.Succeeded);
        await CallAsync(portal, "crm.deal.userfield.delete", $$"""{"id":{{fieldId}}}""");

        var run = await _rig.RunAsync(BadInputRig.Exchange);

        run.State.Should().Be(RunState.Failed);
        run.Message.Should().Contain("ufCrm_NOTE");
        await _rig.SaveAsync(definition);
        await _rig.ShouldRecoverAsync(orders: 20);
    }

    private static async Task<string> AddFieldAsync(IBitrixPortal portal) => await CallAsync(
        portal, "crm.deal.userfield.add", """{"fields":{"FIELD_NAME":"NOTE","USER_TYPE_ID":"string","EDIT_FORM_LABEL":"Заметка"}}""");

    private static async Task<string> CallAsync(IBitrixPortal portal, string method, string parameters)
    {
        var answer = await portal.CallAsync(method, Encoding.UTF8.GetBytes(parameters), CancellationToken.None);
        answer.Error.Should().BeNull();
        return Encoding.UTF8.GetString(answer.Result.Span).Trim('"');
    }
}
