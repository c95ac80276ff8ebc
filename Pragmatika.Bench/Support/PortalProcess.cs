using System.Globalization;

namespace Pragmatika.Bench.Support;

/// <summary>The product itself, serving in a process of its own.</summary>
internal sealed class PortalProcess : IAsyncDisposable
{
    private static readonly TimeSpan StartWithin = TimeSpan.FromSeconds(60);
    private readonly ChildProcess _process;

    private PortalProcess(ChildProcess process, Uri address) => (_process, Address) = (process, address);

    public Uri Address { get; }

    /// <summary>Takes the first free port from <paramref name="port"/> on. <paramref name="environment"/> comes on top of this process's own.</summary>
    public static async Task<PortalProcess> StartAsync(string folder, int port, CancellationToken cancellationToken, IReadOnlyDictionary<string, string>? environment = null)
    {
        var address = new TaskCompletionSource<Uri>(TaskCreationOptions.RunContinuationsAsynchronously);
        var process = ChildProcess.Start(
            "Pragmatika.Portal",
            ["serve", "--data", folder, "--port", port.ToString(CultureInfo.InvariantCulture)],
            onOutput: line =>
            {
                if (line.Split(' ').FirstOrDefault(word => word.StartsWith("http://", StringComparison.Ordinal)) is { } found)
                {
                    address.TrySetResult(new Uri(found.TrimEnd('.', ',')));
                }
            },
            onError: line => Console.Error.WriteLine("portal: " + line),
            new Dictionary<string, string>(environment ?? new Dictionary<string, string>()) { ["LANG"] = "en_US.UTF-8" });
        try
        {
            return new PortalProcess(process, await address.Task.WaitAsync(StartWithin, cancellationToken));
        }
        catch
        {
            await process.DisposeAsync();
            throw;
        }
    }

    /// <summary>Ends the process at once, as a power cut would.</summary>
    public Task KillAsync() => _process.KillAsync();

    public ValueTask DisposeAsync() => _process.DisposeAsync();
}
