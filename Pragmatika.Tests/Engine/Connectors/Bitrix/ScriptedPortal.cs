using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Pragmatika.Tests.Engine.Connectors.Bitrix;

/// <summary>A server on a loopback port that plays given answers in order, the last one again and again, and keeps what it was asked.</summary>
internal sealed class ScriptedPortal : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly Queue<Func<HttpContext, Task>> _script;
    private Func<HttpContext, Task> _last = context => JsonAsync(context, 200, """{"result":true}""");

    private ScriptedPortal(WebApplication app, IEnumerable<Func<HttpContext, Task>> script)
    {
        _app = app;
        _script = new(script);
    }

    public List<(string Path, string Body)> Asked { get; } = [];

    /// <summary>Looks at path and body first; null leaves the answer to the script.</summary>
    public Func<string, string, Func<HttpContext, Task>?>? Answers { get; set; }

    public string Root => _app.Urls.First() + "/";

    public string Webhook => Root + "rest/1/s3cretc0de/";

    public static async Task<ScriptedPortal> StartAsync(params Func<HttpContext, Task>[] script)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(server => server.Listen(IPAddress.Loopback, 0));
        var app = builder.Build();
        var portal = new ScriptedPortal(app, script);
        app.Run(portal.AnswerAsync);
        await app.StartAsync();
        return portal;
    }

    public static Func<HttpContext, Task> Json(string body, int status = 200) => context => JsonAsync(context, status, body);

    public static Func<HttpContext, Task> Html(int status) => async context =>
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/html";
        await context.Response.WriteAsync("<html><body><center>nginx</center></body></html>");
    };

    public static Func<HttpContext, Task> Cut() => context =>
    {
        context.Abort();
        return Task.CompletedTask;
    };

    public static Func<HttpContext, Task> Silence() => context => Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted);

    /// <summary>A batch answer with the given JSON under <c>result</c>, no errors.</summary>
    public static Func<HttpContext, Task> Batch(string results, string errors = "[]", string times = "[]") => Json(
        $$$"""{"result":{"result":{{{results}}},"result_error":{{{errors}}},"result_total":[],"result_next":[],"result_time":{{{times}}}},"time":{"start":1,"finish":2,"duration":1}}""");

    public async ValueTask DisposeAsync()
    {
        using var stop = new CancellationTokenSource(TimeSpan.FromMilliseconds(100));
        await _app.StopAsync(stop.Token);
        await _app.DisposeAsync();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body, Encoding.UTF8);
        var body = await reader.ReadToEndAsync();
        Func<HttpContext, Task> answer;
        lock (Asked)
        {
            Asked.Add((context.Request.Path + context.Request.QueryString, body));
            answer = Answers?.Invoke(context.Request.Path, body) ?? (_script.TryDequeue(out var next) ? _last = next : _last);
        }

        await answer(context);
    }

    private static async Task JsonAsync(HttpContext context, int status, string body)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json; charset=utf-8";
        await context.Response.WriteAsync(body);
    }
}
