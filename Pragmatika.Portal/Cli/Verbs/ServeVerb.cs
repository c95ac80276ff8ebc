using System.CommandLine;
using System.Globalization;
using Pragmatika.Engine;
using Pragmatika.Engine.Connectors.Connections;
using Pragmatika.Portal.Chores;
using Pragmatika.Portal.Cli.Demo;
using Pragmatika.Portal.Security;
using Pragmatika.Portal.Session;

namespace Pragmatika.Portal.Cli.Verbs;

/// <summary><c>serve</c>: the portal until Ctrl+C. A folder that holds a demo gets its sandbox, too.</summary>
internal sealed class ServeVerb(CliConsole console)
{
    private const int FirstPort = 5080;
    private const int PortsTried = 50;

    public static Option<int> Port() => new("--port") { Description = CliTexts.Get("OptionPort"), DefaultValueFactory = _ => FirstPort };

    public Command Create()
    {
        var data = CliOptions.Data();
        var port = Port();
        var command = new Command("serve", CliTexts.Get("VerbServe")) { data, port };
        command.SetAction((parsed, cancellationToken) =>
            ServeAsync(new DataFolder(parsed.GetValue(data)!), parsed.GetValue(port), console.Out, cancellationToken));
        return command;
    }

    /// <summary>Serves until cancelled; addresses and the sign-in go to <paramref name="notes"/>.</summary>
    public async Task<int> ServeAsync(DataFolder folder, int firstPort, TextWriter notes, CancellationToken cancellationToken)
    {
        if (FreePort.From(firstPort, PortsTried) is not { } port)
        {
            return console.Fail(ExitCode.Failure, CliTexts.Get("NoFreePort", firstPort, firstPort + PortsTried - 1));
        }

        await using var sandbox = await DemoSandbox.ResumeAsync(folder, cancellationToken);
        var options = new PortalOptions { Urls = $"http://localhost:{port}", DataDirectory = folder.Path };
        await using var app = PortalApp.Build(options, builder =>
        {
            DataFolder.AddRooms(builder.Services);
            builder.Services.AddEngineBackground();
            builder.Services.AddChores();
        });
        var signIn = await PortalApp.PrepareAsync(app, cancellationToken);
        if (sandbox is not null)
        {
            await sandbox.ConnectAsync(folder, app.Services.GetRequiredService<IConnectionCatalog>(), cancellationToken);
            await notes.WriteLineAsync(CliTexts.Get("DemoSandbox", sandbox.Webhook.GetLeftPart(UriPartial.Authority)));
        }

        await StartAsync(app, cancellationToken);
        await AnnounceAsync(port, signIn, notes);
        await UntilAsync(cancellationToken);
        await notes.WriteLineAsync(CliTexts.Get("Stopping"));
        await app.StopAsync(CancellationToken.None);
        return ExitCode.Success;
    }

    /// <summary>
    /// What no visitor started (a run by schedule) speaks the portal's first language, whatever the language of the server is: the culture flows into everything that is
    /// started here, and back to the caller it does not.
    /// </summary>
    private static async Task StartAsync(WebApplication app, CancellationToken cancellationToken)
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(Cultures.Default);
        await app.StartAsync(cancellationToken);
    }

    private static async Task AnnounceAsync(int port, FirstSignIn? signIn, TextWriter notes)
    {
        await notes.WriteLineAsync(CliTexts.Get("ServeAt", $"http://localhost:{port}"));
        await notes.WriteLineAsync(signIn is null ? CliTexts.Get("SignInKnown") : CliTexts.Get("SignIn", signIn.User, signIn.Password));
        await notes.FlushAsync();
    }

    private static async Task UntilAsync(CancellationToken cancellationToken)
    {
        try
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            // Ctrl+C: the end everyone expects.
        }
    }
}
