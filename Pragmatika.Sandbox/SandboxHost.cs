using System.Net;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Pragmatika.Sandbox.Store;
using Pragmatika.Sandbox.Traffic;
using Pragmatika.Sandbox.Weather;

namespace Pragmatika.Sandbox;

/// <summary>A running portal on a loopback port. Disposing it ends open requests and writes the state file, if there is one.</summary>
public sealed class SandboxHost : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly SandboxOptions _options;

    private SandboxHost(WebApplication app, SandboxOptions options, SandboxServices services)
    {
        _app = app;
        _options = options;
        Services = services;
        BaseAddress = AddressOf(app);
        WebhookAddress = new Uri(BaseAddress, "rest/1/" + options.WebhookCode + "/");
    }

    /// <summary>http(s)://localhost:PORT/.</summary>
    public Uri BaseAddress { get; }

    /// <summary>Address of the administrator's inbound webhook; ends with a slash.</summary>
    public Uri WebhookAddress { get; }

    public SandboxServices Services { get; }

    /// <summary>The portal's data; take <see cref="Portal.Gate"/> around every use while requests run.</summary>
    public Portal Portal => Services.Portal;

    public SandboxStats Stats => Services.Stats;

    public WeatherEngine Weather => Services.Weather;

    /// <exception cref="ArgumentException">An option names a profile or a weather that does not exist.</exception>
    /// <exception cref="IOException">The port is taken or the state file cannot be read.</exception>
    /// <exception cref="InvalidDataException">The state file is not one.</exception>
    public static async Task<SandboxHost> StartAsync(SandboxOptions options, CancellationToken cancellationToken = default)
    {
        var services = SandboxServices.Create(options);
        var app = Build(options, services);
        await app.StartAsync(cancellationToken);
        var host = new SandboxHost(app, options, services);
        services.Sender.Start(host.BaseAddress);
        return host;
    }

    /// <summary>Waits until the process is told to stop.</summary>
    public Task WaitForShutdownAsync(CancellationToken cancellationToken) => _app.WaitForShutdownAsync(cancellationToken);

    public async ValueTask DisposeAsync()
    {
        using (var stop = new CancellationTokenSource(TimeSpan.FromSeconds(2)))
        {
            await _app.StopAsync(stop.Token);
        }

        await Services.Sender.DisposeAsync();
        Services.Save(_options.DataFile);
        await _app.DisposeAsync();
    }

    private static WebApplication Build(SandboxOptions options, SandboxServices services)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelCore();
        if (options.Https)
        {
            builder.WebHost.UseKestrelHttpsConfiguration();
        }

        builder.WebHost.ConfigureKestrel(server =>
        {
            server.AddServerHeader = false;
            // The answer to a batch of fifty is larger than the default 64 KiB: it must not wait for the client to read.
            server.Limits.MaxResponseBufferSize = 8 * 1024 * 1024;
            server.Limits.MaxRequestBodySize = 2L * 1024 * 1024 * 1024;
            Listen(server, options);
        });
        var app = builder.Build();
        app.Run(services.HandleAsync);
        return app;
    }

    private static void Listen(KestrelServerOptions server, SandboxOptions options)
    {
        void Configure(ListenOptions listen)
        {
            listen.Protocols = HttpProtocols.Http1;
            if (options.Https)
            {
                listen.UseHttps(SelfSigned.Make(options.Clock));
            }
        }

        if (options.Port == 0)
        {
            server.Listen(IPAddress.Loopback, 0, Configure);
        }
        else
        {
            server.ListenLocalhost(options.Port, Configure);
        }
    }

    private static Uri AddressOf(WebApplication app)
    {
        var listening = new Uri(app.Urls.First());
        return new UriBuilder(listening) { Host = "localhost" }.Uri;
    }
}
