using System.Globalization;
using Pragmatika.Engine.Delivery;
using Spectre.Console;

namespace Pragmatika.Portal.Cli.Output;

/// <summary>Dead letters for people. Values of the record are not shown here: they may hold phones; <c>--json</c> and the portal have them.</summary>
internal static class DeadLetterTable
{
    public static void Write(IAnsiConsole console, IReadOnlyList<DeadLetter> letters)
    {
        if (letters.Count == 0)
        {
            console.WriteLine(CliTexts.Get("LettersNone"));
            return;
        }

        var table = new Table { Border = console.Profile.Capabilities.Ansi ? TableBorder.Rounded : TableBorder.Ascii };
        foreach (var column in (string[])["Id", "Flow", "Key", "Cause", "Code", "Attempts", "LastAt", "Message"])
        {
            table.AddColumn(CliTexts.Get("Column" + column));
        }

        foreach (var letter in letters)
        {
            string[] cells =
            [
                letter.Id.ToString(CultureInfo.InvariantCulture), letter.Flow, letter.Key, CliTexts.Get("Cause" + letter.Cause), letter.Code,
                letter.Attempts.ToString(CultureInfo.InvariantCulture), letter.LastAt.ToLocalTime().ToString("g", CultureInfo.CurrentCulture), letter.Message,
            ];
            table.AddRow([.. cells.Select(Markup.Escape)]);
        }

        console.Write(table);
    }
}
