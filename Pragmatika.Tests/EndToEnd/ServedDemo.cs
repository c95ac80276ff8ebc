using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;
using Pragmatika.Engine.Connectors.Sql;
using Pragmatika.Portal.Cli;
using Pragmatika.Portal.Cli.Demo;
using Pragmatika.Portal.Cli.Verbs;
using Pragmatika.Tests.Portal.Browser;
using Pragmatika.Tests.Support;

namespace Pragmatika.Tests.EndToEnd;

/// <summary>A demo that has not run yet, served by the product's own verb on a free port.</summary>
internal sealed partial class ServedDemo : IAsyncDisposable
{
    private const int FirstPort = 15_080;
    private const int PortsEach = 60;
    private static int _started;
    private readonly CancellationTokenSource _stop = new();
    private readonly DirectoryInfo _folder;
    private readonly StringWriter _notes = new();
    private Task<int> _serving = Task.FromResult(0);

    private ServedDemo(DirectoryInfo folder) => _folder = folder;

    public string DataDirectory => _folder.FullName;

    public Uri Address { get; private set; } = null!;

    public string Password { get; private set; } = string.Empty;

    public static async Task<ServedDemo> StartAsync(int rows)
    {
        var demo = new ServedDemo(Directory.CreateTempSubdirectory("pragmatika-e2e-"));
        try
        {
            await demo.MakeAsync(rows);
            await demo.ServeAsync();
            return demo;
        }
        catch
        {
            await demo.DisposeAsync();
            throw;
        }
    }

    /// <summary>The engine over the same folder, beside the portal that is served.</summary>
    public Task<EngineSession> OpenAsync() => EngineHost.OpenAsync(DataDirectory, CancellationToken.None);

    /// <summary>The administrator's first sign-in, with the change of password that it asks for.</summary>
    public async Task SignInAsync(BrowserSession browser)
    {
        const string Chosen = "quiet-harbour-7";
        await browser.SignInAsync("admin", Password);
        await browser.Page.FillAsync("input[autocomplete=current-password]", Password);
        await browser.Page.FillAsync("input[autocomplete=new-password] >> nth=0", Chosen);
        await browser.Page.FillAsync("input[autocomplete=new-password] >> nth=1", Chosen);
        await browser.Page.ClickAsync("button[type=submit]");
        await browser.Page.AddressAsync(url => !url.Contains("/account/", StringComparison.Ordinal));
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _serving;
        _stop.Dispose();
        SqliteConnection.ClearAllPools();
        _folder.Sweep();
    }

    private async Task MakeAsync(int rows)
    {
        var folder = new DataFolder(DataDirectory);
        await MigratedDatabases.CopyToAsync(folder.File("pragmatika.db"));
        await using var sandbox = await DemoSandbox.StartAsync(folder, 0, CancellationToken.None);
        await using var session = await OpenAsync();
        await new DemoSetup(session, folder, TextWriter.Null).MakeAsync(SqlEngine.Sqlite, null, rows, seed: 1, sandbox.Webhook, CancellationToken.None);
        await new DemoRecord { Rows = rows, Seed = 1, Engine = "sqlite", SandboxPort = sandbox.Port, IsComplete = true }.SaveAsync(folder, CancellationToken.None);
    }

    /// <summary>Waits for the lines that a person would read in the terminal.</summary>
    private async Task ServeAsync()
    {
        var notes = TextWriter.Synchronized(_notes);
        _serving = Task.Run(() => new ServeVerb(new CliConsole(notes, notes, isTerminal: false)).ServeAsync(new DataFolder(DataDirectory), FirstPort + (PortsEach * Interlocked.Increment(ref _started)), notes, _stop.Token));
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        while (true)
        {
            var said = Said(notes);
            if (OneTimePassword().Match(said) is { Success: true } password)
            {
                Password = password.Value;
                Address = new Uri(PortalAddress().Matches(said).Last().Value);
                return;
            }

            if (_serving.IsCompleted)
            {
                throw new InvalidOperationException("The portal did not start: " + said + await _serving);
            }

            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, limit.Token);
        }
    }

    private string Said(TextWriter synchronized)
    {
        lock (synchronized)
        {
            return _notes.ToString();
        }
    }

    [GeneratedRegex("[a-z2-9]{4}(-[a-z2-9]{4}){3}")]
    private static partial Regex OneTimePassword();

    [GeneratedRegex(@"http://localhost:\d+")]
    private static partial Regex PortalAddress();
}
