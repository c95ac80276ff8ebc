using Microsoft.Extensions.Logging.Abstractions;
using Pragmatika.Engine.Connectors.Bitrix;
using Pragmatika.Engine.Connectors.Sql;
using Pragmatika.Engine.Demo.Definition;
using Pragmatika.Engine.Exchanges;
using Pragmatika.Engine.Exchanges.Reading;
using Pragmatika.Sandbox;

namespace Pragmatika.Tests.Engine.Demo;

/// <summary>The demo's portal and definition against a real sandbox.</summary>
public sealed class DemoProvisioningTests : IAsyncLifetime, IDisposable
{
    private readonly BitrixPortalFactory _factory = new(TimeProvider.System, NullLoggerFactory.Instance);
    private SandboxHost _sandbox = null!;
    private IBitrixPortal _portal = null!;

    public async Task InitializeAsync()
    {
        _sandbox = await SandboxHost.StartAsync(new SandboxOptions());
        _portal = _factory.OpenWebhook(_sandbox.WebhookAddress.AbsoluteUri);
    }

    public async Task DisposeAsync() => await _sandbox.DisposeAsync();

    public void Dispose() => _factory.Dispose();

    [Fact]
    public async Task Prepare_Twice_MakesEverythingOnce()
    {
        var first = await DemoProvisioning.PrepareAsync(_portal, CancellationToken.None);
        var writes = _portal.Counters.WriteCommands;

        var second = await DemoProvisioning.PrepareAsync(_portal, CancellationToken.None);

        second.Should().BeEquivalentTo(first);
        _portal.Counters.WriteCommands.Should().Be(writes);
    }

    [Theory]
    [InlineData(SqlEngine.Sqlite)]
    [InlineData(SqlEngine.PostgreSql)]
    [InlineData(SqlEngine.SqlServer)]
    public async Task Create_ForPreparedPortal_IsValidAgainstBothSides(SqlEngine engine)
    {
        var prepared = await DemoProvisioning.PrepareAsync(_portal, CancellationToken.None);
        var definition = DemoExchange.Create("sql", "b24", engine, prepared);
        var entities = new List<CrmEntity>();
        foreach (var flow in definition.Flows)
        {
            entities.Add(await _portal.EntityAsync(flow.Entity, CancellationToken.None));
        }

        var reading = DefinitionReader.Read(ExchangeJson.Write(definition), new ValidationContext(DemoTable.Described, entities));

        reading.Problems.Should().BeEmpty();
        ExchangeJson.Write(reading.Definition!).Should().Be(ExchangeJson.Write(definition));
    }
}
