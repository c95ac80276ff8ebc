using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Pragmatika.Bench.Against;
using Pragmatika.Bench.Support;

namespace Pragmatika.Bench.Pages;

/// <summary>The demo of one build, served by its own executable, and the administrator's way in.</summary>
internal sealed partial class DemoPortal : IAsyncDisposable
{
    private const string Chosen = "quiet-harbour-7";
    private static readonly TimeSpan StartWithin = TimeSpan.FromMinutes(5);
    private readonly ChildProcess _process;
    private readonly string? _oneTime;

    private DemoPortal(ChildProcess process, Uri address, string? oneTime) => (_process, Address, _oneTime) = (process, address, oneTime);

    public Uri Address { get; }

    /// <summary>The first start over <paramref name="folder"/> makes the demo and runs its exchange; later ones go on with it.</summary>
    public static async Task<DemoPortal> StartAsync(ProgramBuild build, string folder, int rows, CancellationToken cancellationToken)
    {
        var port = FreePort();
        var address = $"http://localhost:{port}";
        var announced = false;
        var signIn = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        var process = ChildProcess.Start(
            Path.Combine(build.Portal, "Pragmatika.Portal"),
            ["demo", "--data", folder, "--rows", rows.ToString(CultureInfo.InvariantCulture), "--port", port.ToString(CultureInfo.InvariantCulture)],
            onOutput: line =>
            {
                if (announced)
                {
                    signIn.TrySetResult(line); // the line after the address says how to sign in
                }

                announced |= line.Contains(address, StringComparison.Ordinal);
            },
            onError: line => Console.Error.WriteLine("portal: " + line),
            new Dictionary<string, string> { ["LANG"] = "en_US.UTF-8" });
        var ended = process.WaitAsync(cancellationToken);
        try
        {
            if (await Task.WhenAny(signIn.Task, ended).WaitAsync(StartWithin, cancellationToken) == ended)
            {
                throw new InvalidOperationException($"The portal of {build.Name} ended with exit code {await ended}: {process.Output}");
            }

            var line = await signIn.Task;
            return new DemoPortal(process, new Uri(address), OneTimePassword().Match(line) is { Success: true } password ? password.Value : null);
        }
        catch
        {
            await process.DisposeAsync();
            throw;
        }
    }

    /// <summary>Signs in through the form, changes the password the first time, and returns what a browser keeps of it.</summary>
    public async Task<string> SignInAsync(IBrowser browser)
    {
        await using var context = await browser.NewContextAsync(new BrowserNewContextOptions { BaseURL = Address.ToString() });
        var page = await context.NewPageAsync();
        await page.GotoAsync("/account/sign-in");
        await page.FillAsync("input[autocomplete=username]", "admin");
        await page.FillAsync("input[autocomplete=current-password]", _oneTime ?? Chosen);
        await page.ClickAsync("button[type=submit]");
        await page.WaitForURLAsync(url => !url.Contains("/account/sign-in", StringComparison.Ordinal));
        if (_oneTime is not null)
        {
            await page.FillAsync("input[autocomplete=current-password]", _oneTime);
            await page.FillAsync("input[autocomplete=new-password] >> nth=0", Chosen);
            await page.FillAsync("input[autocomplete=new-password] >> nth=1", Chosen);
            await page.ClickAsync("button[type=submit]");
            await page.WaitForURLAsync(url => !url.Contains("/account/", StringComparison.Ordinal));
        }

        return await context.StorageStateAsync();
    }

    public ValueTask DisposeAsync() => _process.DisposeAsync();

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    [GeneratedRegex("[a-z2-9]{4}(-[a-z2-9]{4}){3}")]
    private static partial Regex OneTimePassword();
}
