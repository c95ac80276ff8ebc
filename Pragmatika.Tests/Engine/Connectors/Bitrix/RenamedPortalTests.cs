using Pragmatika.Engine.Connectors.Bitrix.Transport;
using static Pragmatika.Tests.Engine.Connectors.Bitrix.ScriptedPortal;
using static Pragmatika.Tests.Engine.Connectors.Bitrix.TransportFixture;

namespace Pragmatika.Tests.Engine.Connectors.Bitrix;

/// <summary>A portal that answers 302 from its old host.</summary>
public sealed class RenamedPortalTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Call_RenamedPortal_PostsTheSameBodyToTheNewHostAndRemembersIt(bool batch)
    {
        await using var renamed = await StartAsync(Batch("""{"c0":{"item":{"id":9}}}"""));
        var place = new UriBuilder(renamed.Webhook) { Host = "localhost" }.Uri;
        await using var old = await StartAsync(context =>
        {
            context.Response.StatusCode = 302;
            context.Response.Headers.Location = new Uri(place, context.Request.Path.Value).AbsoluteUri;
            return Task.CompletedTask;
        });
        var change = new HostChanges();
        var portal = PortalFixture.Open(old.Webhook, new() { HostChange = change });

        for (var round = 0; round < 2; round++)
        {
            await (batch ? portal.BatchAsync(Write, default) : (Task)portal.CallAsync("crm.item.add", "{\"entityTypeId\":2}"u8.ToArray(), default));
        }

        old.Asked.Should().HaveCount(1);
        renamed.Asked.Should().HaveCount(2);
        renamed.Asked[0].Should().Be(old.Asked[0]);
        change.NewRoots.Should().Equal(place);
    }

    private sealed class HostChanges : IHostChange
    {
        public List<Uri> NewRoots { get; } = [];

        public Task HostChangedAsync(string oldHost, Uri newRoot, CancellationToken cancellationToken)
        {
            NewRoots.Add(newRoot);
            return Task.CompletedTask;
        }
    }
}
