using System.Globalization;
using System.Resources;

namespace Pragmatika.Portal.Cli;

/// <summary>Texts of the command line in the language of the process (<c>LANG</c>): Russian, English for all others.</summary>
internal static class CliTexts
{
    private static readonly ResourceManager Resources = new("Pragmatika.Portal.Cli.CliTexts", typeof(CliTexts).Assembly);

    public static string Get(string name) =>
        Resources.GetString(name, CultureInfo.CurrentUICulture) ?? throw new InvalidOperationException($"There is no text '{name}'.");

    public static string Get(string name, params object?[] values) => string.Format(CultureInfo.CurrentCulture, Get(name), values);
}
