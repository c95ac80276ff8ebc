using System.Globalization;
using Pragmatika.Engine.Runs;
using Spectre.Console;

namespace Pragmatika.Portal.Cli.Output;

/// <summary>A finished run for people: one line per flow, a total, and what it cost.</summary>
internal static class RunTable
{
    private static readonly string[] Columns =
        ["Flow", "Read", "Created", "Updated", "Unchanged", "Skipped", "Conflicted", "Rejected", "Failed"];

    public static void Write(IAnsiConsole console, RunReport report)
    {
        var table = new Table { Border = console.Profile.Capabilities.Ansi ? TableBorder.Rounded : TableBorder.Ascii };
        foreach (var column in Columns)
        {
            var header = new TableColumn(CliTexts.Get("Column" + column));
            table.AddColumn(column == "Flow" ? header : header.RightAligned());
        }

        foreach (var (flow, counters) in report.Flows)
        {
            table.AddRow(Cells(flow, counters));
        }

        table.AddRow(Cells(CliTexts.Get("Total"), report.Total));
        console.Write(table);
        console.WriteLine(CliTexts.Get("RunCost", report.Rows, report.Seconds, report.RestCalls, report.Commands, report.PeakRssMiB));
        console.WriteLine(CliTexts.Get("State" + report.State));
        if (report.Message is not null)
        {
            console.WriteLine(report.Message);
        }
    }

    private static string[] Cells(string name, RunCounters counters)
    {
        long[] numbers =
        [
            counters.Read, counters.Created, counters.Updated, counters.Unchanged, counters.Skipped,
            counters.Conflicted, counters.Rejected, counters.Failed,
        ];
        return [Markup.Escape(name), .. numbers.Select(number => number.ToString("N0", CultureInfo.CurrentCulture))];
    }
}
