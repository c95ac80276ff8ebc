using System.Net;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Pragmatika.Tests.Sandbox;

/// <summary>A handler on a free loopback port that remembers every form it is sent.</summary>
public sealed class EventHandlerServer : IAsyncDisposable
{
    private readonly Channel<Dictionary<string, string>> _received = Channel.CreateUnbounded<Dictionary<string, string>>();
    private readonly WebApplication _app;

    public EventHandlerServer()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(server => server.Listen(IPAddress.Loopback, 0));
        _app = builder.Build();
        _app.Run(ReceiveAsync);
        _app.Start();
    }

    public Uri Address => new(new Uri(_app.Urls.First()), "hook");

    /// <summary>The next form; fails when none comes within ten seconds.</summary>
    public async Task<Dictionary<string, string>> NextAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        return await _received.Reader.ReadAsync(patience.Token);
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private async Task ReceiveAsync(HttpContext context)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        _received.Writer.TryWrite(form.ToDictionary(pair => pair.Key, pair => pair.Value.ToString(), StringComparer.Ordinal));
    }
}
