using System.CommandLine;

namespace Pragmatika.Portal.Cli;

/// <summary>Options that several verbs share.</summary>
internal static class CliOptions
{
    /// <summary>Names the data folder when <c>--data</c> does not.</summary>
    public const string DataVariable = "PRAGMATIKA_DATA";

    public static Option<string> Data() => new("--data")
    {
        Description = CliTexts.Get("OptionData"),
        HelpName = "DIR",
        DefaultValueFactory = _ => Environment.GetEnvironmentVariable(DataVariable) is { Length: > 0 } named ? named : "demo-data",
    };

    public static Option<bool> Json() => new("--json") { Description = CliTexts.Get("OptionJson") };

    public static Argument<string> Exchange() => new("NAME") { Description = CliTexts.Get("ArgumentExchange") };
}
