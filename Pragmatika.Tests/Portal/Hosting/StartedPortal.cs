using Pragmatika.Tests.Support;

namespace Pragmatika.Tests.Portal.Hosting;

/// <summary>A host that the tests of a class share, and a client that follows no redirect.</summary>
public sealed class StartedPortal : IAsyncLifetime
{
    public PortalHost Host { get; private set; } = null!;

    public HttpClient Client { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Host = await PortalHost.StartAsync();
        Client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = Host.Address };
    }

    public async Task DisposeAsync()
    {
        Client.Dispose();
        await Host.DisposeAsync();
    }
}
