using System.Net;
using System.Net.Sockets;
using Pragmatika.Engine.Connectors.Connections;
using Pragmatika.Sandbox;

namespace Pragmatika.Portal.Cli.Demo;

/// <summary>
/// The demo's Bitrix24: a sandbox in this process whose state lives in the data folder. When one is served at the recorded port already (another verb over the same folder),
/// that one is used and left running.
/// </summary>
internal sealed class DemoSandbox : IAsyncDisposable
{
    public const string ConnectionName = "demo-b24";
    private const string StateFile = "sandbox.state";
    private const string WebhookPath = "rest/1/sandbox/";
    private static readonly TimeSpan SaveEvery = TimeSpan.FromSeconds(5);

    private readonly SandboxHost? _own;
    private readonly string _stateFile;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _saving = Task.CompletedTask;

    private DemoSandbox(Uri webhook, SandboxHost? own, string stateFile)
    {
        (Webhook, _own, _stateFile) = (webhook, own, stateFile);
        if (own is not null)
        {
            _saving = SaveNowAndThenAsync(own, _stop.Token);
        }
    }

    public Uri Webhook { get; }

    public int Port => Webhook.Port;

    /// <summary>The sandbox of a folder's demo, or null when the folder holds no demo.</summary>
    public static async Task<DemoSandbox?> ResumeAsync(DataFolder folder, CancellationToken cancellationToken) =>
        await DemoRecord.ReadAsync(folder, cancellationToken) is { } record ? await StartAsync(folder, record.SandboxPort, cancellationToken) : null;

    /// <summary>Uses the sandbox that answers at the port, or starts one there; on another port when something else has taken it.</summary>
    public static async Task<DemoSandbox> StartAsync(DataFolder folder, int port, CancellationToken cancellationToken)
    {
        var recorded = new Uri($"http://localhost:{port}/{WebhookPath}");
        if (port != 0 && await AnswersAsync(recorded, cancellationToken))
        {
            return new DemoSandbox(recorded, own: null, string.Empty);
        }

        var stateFile = folder.File(StateFile);
        var host = await SandboxHost.StartAsync(new SandboxOptions { Port = IsFree(port) ? port : 0, DataFile = stateFile }, cancellationToken);
        return new DemoSandbox(host.WebhookAddress, host, stateFile);
    }

    /// <summary>Tells the portal's connection where the sandbox is now, and the folder's record its port.</summary>
    public async Task ConnectAsync(DataFolder folder, IConnectionCatalog connections, CancellationToken cancellationToken)
    {
        var stored = await connections.OpenAsync(ConnectionName, cancellationToken);
        if (stored?.Secret != Webhook.AbsoluteUri)
        {
            await connections.SaveAsync(ConnectionName, "Битрикс24 (песочница)", ConnectionKind.BitrixWebhook, Webhook.AbsoluteUri, cancellationToken);
        }

        if (await DemoRecord.ReadAsync(folder, cancellationToken) is { } record && record.SandboxPort != Port)
        {
            await (record with { SandboxPort = Port }).SaveAsync(folder, cancellationToken);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _saving;
        if (_own is not null)
        {
            await _own.DisposeAsync(); // writes the state file
        }

        _stop.Dispose();
    }

    /// <summary>A killed process must not leave links to records that the saved portal does not have.</summary>
    private async Task SaveNowAndThenAsync(SandboxHost host, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(SaveEvery, TimeProvider.System);
        var saved = host.Stats.Requests;
        try
        {
            while (await timer.WaitForNextTickAsync(cancellationToken))
            {
                if (host.Stats.Requests is var requests && requests != saved)
                {
                    host.Services.Save(_stateFile);
                    saved = requests;
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The end of the sandbox saves too.
        }
    }

    private static async Task<bool> AnswersAsync(Uri webhook, CancellationToken cancellationToken)
    {
        using var client = new HttpClient { Timeout = TimeSpan.FromSeconds(3) };
        try
        {
            using var answer = await client.GetAsync(new Uri(webhook, "/_sandbox/stats"), cancellationToken);
            return answer.IsSuccessStatusCode;
        }
        catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException && !cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }

    private static bool IsFree(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
