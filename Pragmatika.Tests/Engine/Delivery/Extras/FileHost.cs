using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Pragmatika.Tests.Engine.Delivery.Extras;

/// <summary>Gives small files under /docs, a large one as /large.bin, and 404 for the rest.</summary>
internal sealed class FileHost(WebApplication app) : IAsyncDisposable
{
    private int _requests;

    public string Authority { get; private set; } = string.Empty;

    public int Requests => _requests;

    public static async Task<FileHost> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var host = new FileHost(builder.Build());
        host.Map();
        await host.RunAsync();
        return host;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private async Task RunAsync()
    {
        await app.StartAsync();
        Authority = new Uri(app.Urls.Single()).Authority;
    }

    private void Map()
    {
        app.Use((context, next) =>
        {
            Interlocked.Increment(ref _requests);
            return next(context);
        });
        app.MapGet("/docs/{name}", (string name) => Results.Bytes("акт"u8.ToArray()));
        app.MapGet("/large.bin", () => Results.Bytes(new byte[(1024 * 1024) + 1]));
    }
}
