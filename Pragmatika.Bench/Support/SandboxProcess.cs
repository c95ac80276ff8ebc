using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;

namespace Pragmatika.Bench.Support;

/// <summary>A sandbox portal in a process of its own, on a free port.</summary>
internal sealed class SandboxProcess : IAsyncDisposable
{
    private const string WebhookMark = "Webhook: ";
    private static readonly TimeSpan StartWithin = TimeSpan.FromSeconds(60);

    private readonly ChildProcess _process;
    private readonly HttpClient _control;

    private SandboxProcess(ChildProcess process, Uri webhook)
    {
        _process = process;
        Webhook = webhook;
        _control = new HttpClient { BaseAddress = new Uri(webhook, "/_sandbox/"), Timeout = TimeSpan.FromMinutes(5) };
    }

    /// <summary>The administrator's webhook; ends with a slash.</summary>
    public Uri Webhook { get; }

    public static async Task<SandboxProcess> StartAsync(CancellationToken cancellationToken, string profile = "box", string weather = "calm", int seed = 1, int port = 0, string? dataFile = null)
    {
        var address = new TaskCompletionSource<Uri>(TaskCreationOptions.RunContinuationsAsynchronously);
        var process = ChildProcess.Start(
            "Pragmatika.Sandbox",
            [
                "--port", port.ToString(CultureInfo.InvariantCulture), "--profile", profile, "--weather", weather, "--seed", seed.ToString(CultureInfo.InvariantCulture),
                .. dataFile is null ? Array.Empty<string>() : ["--data", dataFile],
            ],
            onOutput: line =>
            {
                if (line.StartsWith(WebhookMark, StringComparison.Ordinal))
                {
                    address.TrySetResult(new Uri(line[WebhookMark.Length..].Trim()));
                }
            },
            onError: line => Console.Error.WriteLine("sandbox: " + line));
        try
        {
            return new SandboxProcess(process, await address.Task.WaitAsync(StartWithin, cancellationToken));
        }
        catch
        {
            await process.DisposeAsync();
            throw;
        }
    }

    /// <summary>Takes all records and settings away; the address stays.</summary>
    public async Task ResetAsync(CancellationToken cancellationToken)
    {
        using var answer = await _control.PostAsync(new Uri("reset", UriKind.Relative), content: null, cancellationToken);
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>Writes the state file now.</summary>
    public async Task SaveAsync(CancellationToken cancellationToken)
    {
        using var answer = await _control.PostAsync(new Uri("save", UriKind.Relative), content: null, cancellationToken);
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>Ends the process at once, as a power cut would.</summary>
    public Task KillAsync() => _process.KillAsync();

    public async Task SetWeatherAsync(string name, int seed, CancellationToken cancellationToken)
    {
        using var answer = await _control.PostAsJsonAsync(new Uri("weather", UriKind.Relative), new { name, seed }, cancellationToken);
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>An outgoing webhook of the portal.</summary>
    public async Task HookAsync(Uri handler, IReadOnlyList<string> events, string applicationToken, CancellationToken cancellationToken)
    {
        using var answer = await _control.PostAsJsonAsync(new Uri("hooks", UriKind.Relative), new { handler, events, applicationToken }, cancellationToken);
        answer.EnsureSuccessStatusCode();
    }

    public async Task<SandboxFigures> FiguresAsync(CancellationToken cancellationToken)
    {
        using var stats = await _control.GetFromJsonAsync<JsonDocument>(new Uri("stats", UriKind.Relative), cancellationToken)
            ?? throw new InvalidOperationException("The sandbox gave no statistics.");
        return SandboxFigures.Of(stats.RootElement);
    }

    public async ValueTask DisposeAsync()
    {
        _control.Dispose();
        await _process.DisposeAsync();
    }
}
