using System.Text;
using Pragmatika.Engine.Connectors.Bitrix;
using Pragmatika.Engine.Connectors.Connections;
using Pragmatika.Engine.Delivery;
using Pragmatika.Engine.Exchanges;
using Pragmatika.Engine.Mapping;
using Pragmatika.Engine.Runs;
using Pragmatika.Engine.Runs.Verify;
using Pragmatika.Sandbox.Weather;
using Pragmatika.Tests.Support;

namespace Pragmatika.Tests.EndToEnd.BadInput;

/// <summary>What the tests of bad input ask the rig again and again.</summary>
internal static class BadInputRig
{
    public const string Exchange = "orders";

    /// <summary>Clients without phones and one order each.</summary>
    public static Task AddOrdersAsync(this ExchangeRig rig, int count) => rig.Table.AddOrdersAsync(count);

    /// <inheritdoc cref="AddOrdersAsync(ExchangeRig, int)"/>
    public static Task AddOrdersAsync(this SourceTable table, int count) => table.ExecuteAsync(
        """
        WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < @count)
        INSERT INTO Orders(Id, ClientId, ClientName, OrderNo, Amount) SELECT i, 'c' || i, 'Клиент ' || i, 'o' || i, i FROM n
        """,
        ("@count", count));

    public static void SetWeather(this ExchangeRig rig, string name) => rig.Sandbox.Weather.Set(Forecast.Named(name), 1);

    /// <summary>The trouble is over: the exchange runs again and both sides agree, with each record there once.</summary>
    public static async Task ShouldRecoverAsync(this ExchangeRig rig, int orders)
    {
        var run = await rig.RunAsync(Exchange);
        run.Message.Should().BeNull();
        run.State.Should().Be(RunState.Succeeded);
        var verify = await rig.Service<IVerifyService>().VerifyAsync(Exchange, 10, CancellationToken.None);
        verify.Differences.Should().BeEmpty();
        verify.Flows["deals"].Should().Be(new VerifyCounters(Records: orders, 0, 0, 0, 0, 0));
        verify.Total.AreClean.Should().BeTrue();
    }

    public static Task<IReadOnlyList<DeadLetter>> OpenLettersAsync(this ExchangeRig rig) =>
        rig.Store.DeadLettersAsync(Exchange, DeadLetterState.Open, null, 0, 100, CancellationToken.None);

    /// <summary>Gives deals a text field <c>ufCrmNote</c> of at most 40 letters; returns its id.</summary>
    public static async Task<string> AddNoteFieldAsync(this IBitrixPortal portal) => await portal.CallAsync(
        "crm.deal.userfield.add",
        """{"fields":{"FIELD_NAME":"NOTE","USER_TYPE_ID":"string","EDIT_FORM_LABEL":"Заметка","SETTINGS":{"MAX_LENGTH":40}}}""");

    public static async Task<string> CallAsync(this IBitrixPortal portal, string method, string parameters)
    {
        var answer = await portal.CallAsync(method, Encoding.UTF8.GetBytes(parameters), CancellationToken.None);
        answer.Error.Should().BeNull();
        return Encoding.UTF8.GetString(answer.Result.Span).Trim('"');
    }

    /// <summary>The usual definition with one more rule for deals.</summary>
    public static ExchangeDefinition WithDealRule(string field, string column)
    {
        var definition = SourceTable.Definition();
        var deals = definition.Flows[1];
        var rule = new Rule { Field = field, Source = new RuleSource { Column = column } };
        return definition with { Flows = [definition.Flows[0], deals with { Rules = [.. deals.Rules, rule] }] };
    }

    public static async Task<IBitrixPortal> PortalAsync(this ExchangeRig rig) =>
        rig.Service<IBitrixPortalFactory>().Create((await rig.Service<IConnectionCatalog>().OpenAsync("portal", CancellationToken.None))!);
}
