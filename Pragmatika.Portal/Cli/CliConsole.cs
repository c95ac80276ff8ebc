using Spectre.Console;

namespace Pragmatika.Portal.Cli;

/// <summary>Where a verb writes: results to <see cref="Out"/>, progress and complaints to <see cref="Error"/>, so that <c>--json</c> output stays one object.</summary>
internal sealed class CliConsole(TextWriter output, TextWriter error, bool isTerminal)
{
    public TextWriter Out => output;

    public TextWriter Error => error;

    /// <summary>True when a person watches: a progress bar makes sense.</summary>
    public bool IsTerminal => isTerminal;

    /// <summary>The process's own streams. A bar is drawn on the error stream, so only that one must be a terminal.</summary>
    public static CliConsole OfProcess() => new(Console.Out, Console.Error, !Console.IsErrorRedirected);

    /// <summary>Rich output onto the results stream; plain text when it is not a terminal.</summary>
    public IAnsiConsole Results() => Rich(output, !Console.IsOutputRedirected && isTerminal);

    /// <summary>Rich output onto the error stream.</summary>
    public IAnsiConsole Progress() => Rich(error, isTerminal);

    public int Fail(int exitCode, string message)
    {
        error.WriteLine(message);
        return exitCode;
    }

    private static IAnsiConsole Rich(TextWriter writer, bool rich)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(writer),
            Ansi = rich ? AnsiSupport.Detect : AnsiSupport.No,
            Interactive = rich ? InteractionSupport.Detect : InteractionSupport.No,
        });
        if (!rich)
        {
            console.Profile.Width = 160;
        }

        return console;
    }
}
