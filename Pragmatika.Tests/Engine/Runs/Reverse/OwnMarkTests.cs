using Pragmatika.Engine.Connectors.Bitrix;
using Pragmatika.Engine.Connectors.Bitrix.Events;
using Pragmatika.Engine.Connectors.Connections;
using Pragmatika.Engine.Connectors.Sql;
using Pragmatika.Engine.Hearing;
using Pragmatika.Engine.Hearing.Offline;
using Pragmatika.Engine.Mapping;
using Pragmatika.Engine.Runs;
using Pragmatika.Tests.Support;

namespace Pragmatika.Tests.Engine.Runs.Reverse;

/// <summary>Our own writes stay out of our own offline queue, where there is one.</summary>
public sealed class OwnMarkTests
{
    [Fact]
    public async Task Run_TheQueueIsRead_OwnWritesStayOutAndThoseOfOthersComeIn()
    {
        await using var rig = await StartAsync();
        await InstalledApplication.UseAsync(rig.Rig);
        await HearAsync(rig);

        (await rig.RunAsync()).Total.Created.Should().Be(1);
        await rig.ExecuteAsync("UPDATE people SET name = 'Анна из 1С'");
        (await rig.RunAsync()).Total.Updated.Should().Be(1);
        var own = await HearAsync(rig);
        await rig.ChangeUnheardAsync("contact", 1, ("name", Value.Text("Анна П.")));
        var others = await HearAsync(rig);

        own.Should().Be(0);
        others.Should().Be(1);
        (await rig.RunAsync(RunMode.Heard)).Total.Updated.Should().Be(1);
        (await rig.CellAsync("name")).Should().Be("Анна П.");
    }

    [Fact]
    public async Task Run_NobodyReadsTheQueue_OwnWritesCarryNoMark()
    {
        await using var rig = await StartAsync();
        await InstalledApplication.UseAsync(rig.Rig);
        await BindAsync(rig);

        await rig.RunAsync();

        rig.Rig.Sandbox.Portal.OfflineEvents.Should().ContainSingle();
    }

    [Fact]
    public async Task Run_PlainWebhook_OwnWritesCarryNoMark()
    {
        await using var rig = await StartAsync();
        await InstalledApplication.UseAsync(rig.Rig);
        await HearAsync(rig);
        await rig.Rig.Service<IConnectionCatalog>().SaveAsync("portal", "Sandbox", ConnectionKind.BitrixWebhook, rig.Rig.Sandbox.WebhookAddress.ToString(), default);

        await rig.RunAsync();

        rig.Rig.Sandbox.Portal.OfflineEvents.Should().ContainSingle();
    }

    private static async Task<TwoWayRig> StartAsync()
    {
        var rig = await TwoWayRig.StartAsync(SqlEngine.Sqlite, change: definition => definition with { Flows = [definition.Flows[0]] });
        await rig.AddAsync(1, "c1", "Анна", "89210000001", "d1");
        return rig;
    }

    private static Task<int> HearAsync(TwoWayRig rig) => rig.Rig.Service<IHearing>().HearAsync("portal", HeardBy.Offline, default);

    /// <summary>The queue fills, but no reading of it is noted.</summary>
    private static async Task BindAsync(TwoWayRig rig)
    {
        var portal = rig.Rig.Service<IBitrixPortalFactory>().Create((await rig.Rig.Service<IConnectionCatalog>().OpenAsync("portal", default))!);
        await new OfflineEvents(portal, OfflineReader.Connector).BindAsync(EventNames.Of(3), default);
    }
}
