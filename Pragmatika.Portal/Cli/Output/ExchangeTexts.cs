using System.Globalization;
using Pragmatika.Engine.Exchanges;
using Pragmatika.Engine.Runs;
using Spectre.Console;

namespace Pragmatika.Portal.Cli.Output;

/// <summary>One exchange in a list.</summary>
internal sealed record ExchangeLine(string Name, string Title, int Version, DateTimeOffset SavedAt, RunState? LastState, DateTimeOffset? LastRunAt);

/// <summary>Exchanges for people.</summary>
internal static class ExchangeTexts
{
    public static void WriteList(IAnsiConsole console, IReadOnlyList<ExchangeLine> exchanges)
    {
        if (exchanges.Count == 0)
        {
            console.WriteLine(CliTexts.Get("ExchangesNone"));
            return;
        }

        var table = Table(console, "Name", "Title", "Version", "SavedAt", "LastRun");
        foreach (var exchange in exchanges)
        {
            var last = exchange.LastRunAt is { } at ? $"{Short(at)} {CliTexts.Get("State" + exchange.LastState)}" : CliTexts.Get("Never");
            table.AddRow(Markup.Escape(exchange.Name), Markup.Escape(exchange.Title), Number(exchange.Version), Short(exchange.SavedAt), Markup.Escape(last));
        }

        console.Write(table);
    }

    public static void WriteOne(IAnsiConsole console, StoredExchange stored, long waiting)
    {
        var definition = stored.Definition;
        console.WriteLine($"{stored.Name} ({stored.Title}), {CliTexts.Get("ColumnVersion")} {stored.Version}, {Short(stored.SavedAt)}");
        console.WriteLine(CliTexts.Get(
            "ShowSource", definition.Source.Connection, definition.Source.Table, string.Join(", ", definition.Source.Key), definition.Source.Tracking.Kind));
        console.WriteLine(CliTexts.Get("ShowDestination", definition.Destination.Connection, definition.Destination.Originator));
        var table = Table(console, "Flow", "Title", "Entity", "Key", "Rules");
        foreach (var flow in definition.Flows)
        {
            table.AddRow(Markup.Escape(flow.Name), Markup.Escape(flow.Title), Markup.Escape(flow.Entity), Markup.Escape(string.Join(", ", flow.Key)), Number(flow.Rules.Count));
        }

        console.Write(table);
        console.WriteLine(CliTexts.Get("ShowDeadLetters", waiting));
    }

    private static Table Table(IAnsiConsole console, params string[] columns)
    {
        var table = new Table { Border = console.Profile.Capabilities.Ansi ? TableBorder.Rounded : TableBorder.Ascii };
        foreach (var column in columns)
        {
            table.AddColumn(CliTexts.Get("Column" + column));
        }

        return table;
    }

    private static string Number(int number) => number.ToString(CultureInfo.CurrentCulture);

    private static string Short(DateTimeOffset moment) => moment.ToLocalTime().ToString("g", CultureInfo.CurrentCulture);
}
