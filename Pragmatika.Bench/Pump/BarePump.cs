using System.Diagnostics;
using System.Net.Http.Headers;

namespace Pragmatika.Bench.Pump;

/// <summary>What a pump measured.</summary>
internal sealed record PumpFigures(long Requests, double Seconds);

/// <summary>Posts prepared requests over a number of lanes, reads the answers to their ends, and does nothing else.</summary>
internal sealed class BarePump(Uri webhook, int lanes)
{
    private static readonly MediaTypeHeaderValue Json = new("application/json", "utf-8");

    public async Task<PumpFigures> RunAsync(IReadOnlyList<byte[]> bodies, CancellationToken cancellationToken)
    {
        using var handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false };
        using var http = new HttpClient(handler) { Timeout = TimeSpan.FromMinutes(2) };
        var batch = new Uri(webhook, "batch.json");
        var next = -1;
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, lanes).Select(_ => Task.Run(LaneAsync, cancellationToken)));
        return new PumpFigures(bodies.Count, watch.Elapsed.TotalSeconds);

        async Task LaneAsync()
        {
            while (Interlocked.Increment(ref next) is var index && index < bodies.Count)
            {
                using var request = new HttpRequestMessage(HttpMethod.Post, batch) { Content = new ByteArrayContent(bodies[index]) { Headers = { ContentType = Json } } };
                using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
                answer.EnsureSuccessStatusCode();
                await answer.Content.CopyToAsync(Stream.Null, cancellationToken);
            }
        }
    }
}
