using System.CommandLine;
using System.Globalization;
using Pragmatika.Engine.Settings;
using Pragmatika.Engine.Stores;
using Pragmatika.Portal.Cli.Verbs;

namespace Pragmatika.Portal.Cli;

/// <summary>The verbs of the portal's executable.</summary>
internal static class PortalCommandLine
{
    /// <summary>How long a verb may take to end after Ctrl+C: a batch under way is finished first.</summary>
    private static readonly TimeSpan EndWithin = TimeSpan.FromMinutes(2);

    public static async Task<int> RunAsync(string[] arguments, CliConsole console, EngineOpener open)
    {
        SpeakOneLanguage();
        var parsed = Root(console, open).Parse(arguments, new ParserConfiguration { ResponseFileTokenReplacer = null });
        var configuration = new InvocationConfiguration
        {
            Output = console.Out,
            Error = console.Error,
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = EndWithin,
        };
        try
        {
            var exitCode = await parsed.InvokeAsync(configuration, CancellationToken.None);
            return parsed.Errors.Count > 0 ? ExitCode.BadInput : exitCode;
        }
        catch (OperationCanceledException)
        {
            return ExitCode.Failure;
        }
        catch (SettingsException wrong)
        {
            return console.Fail(ExitCode.BadInput, wrong.Message);
        }
        catch (StoreException exception)
        {
            return console.Fail(ExitCode.Failure, exception.Message); // it says what to do
        }
        catch (Exception exception)
        {
            // The border of a verb: whatever got here has no better name, and its message holds no secret by the rules of each room.
            return console.Fail(ExitCode.Failure, CliTexts.Get("Unexpected", exception.Message));
        }
    }

    /// <summary>
    /// The language of the process (<c>LANG</c>) where it is Russian, English for all others: the engine's messages and the command line's own texts ask the same culture.
    /// </summary>
    private static void SpeakOneLanguage()
    {
        if (CultureInfo.CurrentUICulture.TwoLetterISOLanguageName is not ("ru" or "en"))
        {
            CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en");
        }
    }

    private static RootCommand Root(CliConsole console, EngineOpener open) =>
        new(CliTexts.Get("RootDescription"))
        {
            new ServeVerb(console).Create(),
            new DemoVerb(console, open).Create(),
            new ExchangeVerb(console, open).Create(),
            new RunVerb(console, open).Create(),
            new UndoVerb(console, open).Create(),
            new CompareVerb(console, open).Create(),
            new VerifyVerb(console, open).Create(),
            new DeadLettersVerb(console, open).Create(),
            new QuestionsVerb(console, open).Create(),
        };
}
