using Pragmatika.Engine.Connectors.Connections;
using Pragmatika.Sandbox;

namespace Pragmatika.Portal.Cli.Demo;

/// <summary>
/// The demo's Bitrix24: a sandbox in this process whose state lives in the data folder. A lock file says whose it is: when another process over the same folder
/// (a portal that is served) holds it, its sandbox is used and left running.
/// </summary>
internal sealed class DemoSandbox : IAsyncDisposable
{
    public const string ConnectionName = "demo-b24";
    private const string StateFile = "sandbox.state";
    private const string LockFile = "sandbox.lock";
    private const string WebhookPath = "rest/1/sandbox/";
    private const int FirstPort = 5081;
    private const int PortsTried = 50;
    private static readonly TimeSpan SaveEvery = TimeSpan.FromSeconds(5);

    private readonly SandboxHost? _own;
    private readonly FileStream? _lock;
    private readonly string _stateFile;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _saving = Task.CompletedTask;

    private DemoSandbox(Uri webhook, SandboxHost? own, FileStream? held, string stateFile)
    {
        (Webhook, _own, _lock, _stateFile) = (webhook, own, held, stateFile);
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

    /// <summary>Starts the folder's sandbox at the given port, or at another one when that is taken; 0 takes the first free one.</summary>
    public static async Task<DemoSandbox> StartAsync(DataFolder folder, int port, CancellationToken cancellationToken)
    {
        var held = TryLock(folder.File(LockFile));
        if (held is null)
        {
            return new DemoSandbox(new Uri($"http://localhost:{port}/{WebhookPath}"), own: null, held: null, string.Empty);
        }

        try
        {
            var stateFile = folder.File(StateFile);
            var free = FreePort.From(port == 0 ? FirstPort : port, PortsTried) ?? 0;
            var host = await SandboxHost.StartAsync(new SandboxOptions { Port = free, DataFile = stateFile }, cancellationToken);
            return new DemoSandbox(host.WebhookAddress, host, held, stateFile);
        }
        catch
        {
            await held.DisposeAsync();
            throw;
        }
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

        if (_lock is not null)
        {
            await _lock.DisposeAsync();
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

    /// <summary>Null when another process holds the lock; the system frees it when that one ends, however it ends.</summary>
    private static FileStream? TryLock(string path)
    {
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException) when (File.Exists(path))
        {
            return null;
        }
    }
}
