using Microsoft.Extensions.Logging.Abstractions;
using Pragmatika.Engine.Connectors.Bitrix;
using Pragmatika.Engine.Connectors.Bitrix.Events;
using Pragmatika.Engine.Connectors.Connections;
using Pragmatika.Engine.Hearing;
using Pragmatika.Engine.Hearing.Offline;

namespace Pragmatika.Tests.Engine.Hearing;

public sealed class OfflineTests
{
    [Fact]
    public async Task Read_ChangesAfterTheBinding_AreKeptAndThenCleared()
    {
        await using var rig = await HearingRig.StartAsync();
        await rig.UseApplicationAsync();
        var before = await rig.AddAsync("Анна");
        await rig.HearAsync(HeardBy.Offline);

        await rig.RenameAsync(before, "Ольга");
        await rig.RenameAsync(before, "Вера");
        var born = await rig.AddAsync("Нина");
        await rig.DeleteAsync(born);
        var first = await rig.HearAsync(HeardBy.Offline);

        first.Should().Be(2);
        (await rig.WaitingAsync()).Records.Select(record => (record.CrmId, record.Kind, record.By)).Should()
            .BeEquivalentTo([(before, HeardKind.Changed, HeardBy.Offline), (born, HeardKind.Deleted, HeardBy.Offline)]);
        rig.Sandbox.Portal.OfflineEvents.Should().BeEmpty();
        (await rig.HearAsync(HeardBy.Offline)).Should().Be(0);
    }

    [Fact]
    public async Task Read_MoreThanAPage_EmptiesTheQueue()
    {
        await using var rig = await HearingRig.StartAsync();
        await rig.UseApplicationAsync();
        await rig.HearAsync(HeardBy.Offline);
        for (var index = 0; index < 120; index++)
        {
            await rig.AddAsync("Клиент");
        }

        (await rig.HearAsync(HeardBy.Offline)).Should().Be(120);
        rig.Sandbox.Portal.OfflineEvents.Should().BeEmpty();
    }

    [Fact]
    public async Task Read_ReservedByAReaderThatDied_IsTakenUp()
    {
        await using var rig = await HearingRig.StartAsync();
        await rig.UseApplicationAsync();
        await rig.HearAsync(HeardBy.Offline);
        var id = await rig.AddAsync("Анна");
        var portal = await PortalAsync(rig);
        var reserved = await new OfflineEvents(portal, OfflineReader.Connector).ReserveAsync(default); // and then the process is gone

        var successor = new OfflineReader(portal, "portal", rig.Service<HeardInbox>(), rig.Clock, NullLogger.Instance);
        var heard = await successor.ReadAsync([HearingRig.Contact], default);

        reserved.Records.Should().Equal(new RecordEvent(HearingRig.Contact, id, false));
        heard.Should().Be(1);
        (await rig.WaitingIdsAsync()).Should().Equal(id);
        rig.Sandbox.Portal.OfflineEvents.Should().BeEmpty();
    }

    [Fact]
    public async Task Read_ChangeWithOurMark_IsNotQueued()
    {
        await using var rig = await HearingRig.StartAsync();
        await rig.UseApplicationAsync();
        var id = await rig.AddAsync("Анна");
        await rig.HearAsync(HeardBy.Offline);

        await rig.CallAsync("crm.item.update", new { entityTypeId = HearingRig.Contact, id, fields = new { name = "Ольга" }, auth_connector = OfflineReader.Connector });

        (await rig.HearAsync(HeardBy.Offline)).Should().Be(0);
    }

    [Fact]
    public async Task Read_SmartProcess_BindsItsOwnEvents()
    {
        await using var rig = await HearingRig.StartAsync(entity: "type:Service");
        await rig.UseApplicationAsync();
        var type = (await rig.CallAsync("crm.type.add", new { fields = new { title = "Сервис", code = "Service" } })).GetProperty("type").GetProperty("entityTypeId").GetInt32();
        await rig.HearAsync(HeardBy.Offline);
        await rig.CallAsync("crm.item.add", new { entityTypeId = type, fields = new { title = "Заезд" } });

        (await rig.HearAsync(HeardBy.Offline)).Should().Be(1);
        (await rig.WaitingAsync(entityTypeId: type)).Records.Should().ContainSingle();
    }

    [Fact]
    public async Task Read_PlainWebhook_SaysThatAnApplicationIsNeeded()
    {
        await using var rig = await HearingRig.StartAsync();

        var reading = () => rig.HearAsync(HeardBy.Offline);

        (await reading.Should().ThrowAsync<HearingException>()).Which.Code.Should().Be("needs-application");
    }

    private static async Task<IBitrixPortal> PortalAsync(HearingRig rig) =>
        rig.Service<IBitrixPortalFactory>().Create((await rig.Service<IConnectionCatalog>().OpenAsync("portal", default))!);
}
