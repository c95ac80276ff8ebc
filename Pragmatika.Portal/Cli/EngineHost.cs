using Pragmatika.Engine.Connectors.Connections;
using Pragmatika.Engine.Data;
using Pragmatika.Engine.Settings;
using Pragmatika.Portal.Cli.Demo;

namespace Pragmatika.Portal.Cli;

/// <summary>Opens the engine for one verb: no web server, no scheduler.</summary>
internal static class EngineHost
{
    /// <summary>A folder that holds a demo gets its sandbox started again when it is not running.</summary>
    public static Task<EngineSession> OpenAsync(string dataDirectory, CancellationToken cancellationToken) => OpenAsync(dataDirectory, _ => { }, cancellationToken);

    /// <summary><paramref name="configure"/> runs last over the services: a bench replaces the clock or the network there.</summary>
    public static async Task<EngineSession> OpenAsync(string dataDirectory, Action<IServiceCollection> configure, CancellationToken cancellationToken)
    {
        var folder = new DataFolder(dataDirectory);
        var sandbox = await DemoSandbox.ResumeAsync(folder, cancellationToken);
        try
        {
            var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { ContentRootPath = AppContext.BaseDirectory });
            builder.Logging.ClearProviders();
            folder.AddEngine(builder.Services, builder.Configuration);
            configure(builder.Services);
            var host = builder.Build();
            host.Services.CheckSettings();
            await host.Services.GetRequiredService<Database>().MigrateAsync(cancellationToken);
            if (sandbox is not null)
            {
                await sandbox.ConnectAsync(folder, host.Services.GetRequiredService<IConnectionCatalog>(), cancellationToken);
            }

            return new EngineSession(host.Services, () => CloseAsync(host, sandbox));
        }
        catch when (sandbox is not null)
        {
            await sandbox.DisposeAsync();
            throw;
        }
    }

    private static async ValueTask CloseAsync(IHost host, DemoSandbox? sandbox)
    {
        await ((IAsyncDisposable)host).DisposeAsync();
        if (sandbox is not null)
        {
            await sandbox.DisposeAsync();
        }
    }
}
