using System.Net;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Pragmatika.Bench.Storms.Death;
using Pragmatika.Sandbox;

namespace Pragmatika.Bench.Storms.World;

/// <summary>
/// The wire between an engine and a sandbox of the same process: requests are answered on the spot, and what the weather cuts looks cut. A request may also land late: its
/// sender sees a broken connection, the portal works on it some time afterwards.
/// </summary>
/// <param name="sandbox">Who answers.</param>
/// <param name="late">Requests on their way.</param>
/// <param name="life">The process that sends; null for people, who do not die.</param>
internal sealed class SandboxNetwork(SandboxServices sandbox, LateRequests late, Life? life) : HttpMessageHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        life?.ThrowIfOver();
        var body = await request.Content!.ReadAsByteArrayAsync(cancellationToken);
        var text = Encoding.UTF8.GetString(body);
        var diesAfter = Writes(text) && life?.Begin() == true;
        if (life is not null && late.Takes(text, request, body, Answer))
        {
            throw diesAfter ? life.End() : Broken();
        }

        var response = await Answer(request, body);
        if (diesAfter)
        {
            throw life!.End();
        }

        life?.ThrowIfOver();
        return response;
    }

    public static bool Creates(string body) => body.Contains("crm.item.add", StringComparison.Ordinal);

    public static bool Updates(string body) => body.Contains("crm.item.update", StringComparison.Ordinal) || body.Contains("crm.item.delete", StringComparison.Ordinal);

    private static bool Writes(string body) => Creates(body) || Updates(body);

    private async Task<HttpResponseMessage> Answer(HttpRequestMessage request, byte[] body)
    {
        var wire = new Wire();
        using var output = new MemoryStream();
        var context = Context(request, body, wire, output);
        await sandbox.HandleAsync(context);
        await context.Response.BodyWriter.FlushAsync(CancellationToken.None);
        if (wire.IsCut)
        {
            throw Broken(); // an answer cut in the middle is as good as none
        }

        return new HttpResponseMessage((HttpStatusCode)context.Response.StatusCode) { Content = new ByteArrayContent(output.ToArray()) };
    }

    private static DefaultHttpContext Context(HttpRequestMessage request, byte[] body, Wire wire, MemoryStream output)
    {
        var context = new DefaultHttpContext();
        context.Features.Set<IHttpRequestLifetimeFeature>(wire);
        context.Connection.RemoteIpAddress = IPAddress.Loopback;
        context.Request.Method = request.Method.Method;
        context.Request.Scheme = request.RequestUri!.Scheme;
        context.Request.Host = new HostString(request.RequestUri.Authority);
        context.Request.Path = request.RequestUri.AbsolutePath;
        context.Request.ContentType = request.Content!.Headers.ContentType?.ToString();
        context.Request.ContentLength = body.Length;
        context.Request.Body = new MemoryStream(body);
        context.Response.Body = output;
        return context;
    }

    private static HttpRequestException Broken() => new(HttpRequestError.ResponseEnded, "The response ended prematurely.");

    /// <summary>The connection of one request.</summary>
    private sealed class Wire : IHttpRequestLifetimeFeature
    {
        public bool IsCut { get; private set; }

        public CancellationToken RequestAborted { get; set; }

        public void Abort() => IsCut = true;
    }
}
