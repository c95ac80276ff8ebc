using System.Diagnostics;
using System.Globalization;
using System.Net;
using Pragmatika.Bench.Support;
using Pragmatika.Engine.Connectors.Connections;
using Pragmatika.Engine.Hearing;
using Pragmatika.Portal.Cli;

namespace Pragmatika.Bench.Benches;

/// <summary>What a flood of events left behind. <paramref name="Lost"/> counts records of sent events that are not in the inbox, whatever the answer was.</summary>
internal sealed record IntakeFigures(int Rate, long Sent, long Kept, long Refused, double PerSecond, double Seconds, long Lost, double P50Milliseconds, double P99Milliseconds)
{
    public string Bench { get; } = "intake";
}

/// <summary>
/// Calls the portal, in a process of its own, as an outgoing webhook does: so many events a second, each of another record, on its own time whether or not the answers keep
/// up. Afterwards the process is killed and its database read: everything that was answered must be there.
/// </summary>
internal sealed class Intake(BenchContext context, int rate, int seconds)
{
    private const string Connection = "portal";
    private const string Token = "0123456789abcdef0123456789abcdef";
    private const int Contact = 3;
    private const int PageRows = 50_000;
    private const int Port = 21000;
    private static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(30);

    private readonly List<double> _latencies = [];
    private long _refused;

    public async Task<IntakeFigures> RunAsync()
    {
        using var folder = new BenchFolder();
        await context.Stages.DoAsync("prepare", () => PrepareAsync(folder.Path));
        long sent;
        double took;
        await using (var portal = await PortalProcess.StartAsync(folder.Path, Port, context.Stopping))
        {
            (sent, took) = await context.Stages.DoAsync($"{rate} events/s for {seconds} s", () => FloodAsync(portal.Address));
            await portal.KillAsync();
        }

        var kept = await context.Stages.DoAsync("read the inbox", () => KeptAsync(folder.Path));
        _latencies.Sort();
        return new IntakeFigures(
            rate, sent, kept, _refused, Math.Round(sent / took), Math.Round(took, 1), sent - kept, At(0.5), At(0.99));
    }

    private async Task PrepareAsync(string folder)
    {
        await using var session = await EngineHost.OpenAsync(folder, context.Stopping);
        var connections = session.Get<IConnectionCatalog>();
        await connections.SaveAsync(Connection, "Portal", ConnectionKind.BitrixWebhook, "https://portal.example/rest/1/code/", context.Stopping);
        await connections.SaveHookTokenAsync(Connection, Token, context.Stopping);
    }

    /// <summary>Sends each event at its own time; what is late is sent at once.</summary>
    private async Task<(long Sent, double Seconds)> FloodAsync(Uri portal)
    {
        using var handler = new SocketsHttpHandler { MaxConnectionsPerServer = 256, PooledConnectionIdleTimeout = TimeSpan.FromMinutes(2) };
        using var http = new HttpClient(handler) { BaseAddress = portal, Timeout = AnswerWithin };
        var answers = new List<Task>(rate * seconds);
        var watch = Stopwatch.StartNew();
        for (long sent = 0; sent < (long)rate * seconds;)
        {
            for (var due = Math.Min((long)rate * seconds, (long)(watch.Elapsed.TotalSeconds * rate) + 1); sent < due; sent++)
            {
                answers.Add(SendAsync(http, sent + 1));
            }

            await Task.Delay(TimeSpan.FromMilliseconds(2), context.Time, context.Stopping);
        }

        await Task.WhenAll(answers);
        return (answers.Count, watch.Elapsed.TotalSeconds);
    }

    private async Task SendAsync(HttpClient http, long id)
    {
        var form = string.Create(
            CultureInfo.InvariantCulture,
            $"event=ONCRMCONTACTUPDATE&event_handler_id=1&data%5BFIELDS%5D%5BID%5D={id}&ts=1736405807&auth%5Bdomain%5D=portal.example&auth%5Bmember_id%5D={Token}&auth%5Bapplication_token%5D={Token}");
        var start = context.Time.GetTimestamp();
        HttpStatusCode? status = null;
        try
        {
            using var content = new StringContent(form, null, "application/x-www-form-urlencoded");
            using var answer = await http.PostAsync(new Uri("/hooks/bitrix24/" + Connection, UriKind.Relative), content, context.Stopping);
            status = answer.StatusCode;
        }
        catch (Exception failure) when (failure is HttpRequestException or TaskCanceledException)
        {
            // Counted below; the portal would not send it again either.
        }

        var took = context.Time.GetElapsedTime(start).TotalMilliseconds;
        lock (_latencies)
        {
            _latencies.Add(took);
            _refused += status == HttpStatusCode.OK ? 0 : 1;
        }
    }

    private async Task<long> KeptAsync(string folder)
    {
        await using var session = await EngineHost.OpenAsync(folder, context.Stopping);
        long kept = 0;
        for (InboxPage? page = null; page?.HasMore != false;)
        {
            page = await session.Get<ICrmInbox>().ReadAsync(Connection, [Contact], page?.Through ?? 0, PageRows, context.Stopping);
            kept += page.Records.Count;
        }

        return kept;
    }

    private double At(double share) => _latencies.Count == 0 ? 0 : Math.Round(_latencies[(int)((_latencies.Count - 1) * share)], 1);
}
