using System.Globalization;
using System.Text;

namespace Pragmatika.Bench.Pages;

/// <summary>The table of docs/benchmarks.md: one line a page, "before → after" where two builds were measured.</summary>
internal static class PageTable
{
    private static readonly (string Title, Func<PageFigures, double?> Figure)[] Columns =
    [
        ("First visit, KiB", figures => figures.FirstBytes / 1024),
        ("Next visit, KiB", figures => figures.NextBytes / 1024),
        ("Circuit, KiB", figures => figures.CircuitBytes / 1024),
        ("First paint, ms", figures => figures.FirstPaintMs),
        ("Interactive, ms", figures => figures.InteractiveMs),
        ("Next: paint, ms", figures => figures.NextPaintMs),
        ("Next: interactive, ms", figures => figures.NextInteractiveMs),
        ("Menu click answered, ms", figures => figures.ClickAnsweredMs),
        ("Page painted, ms", figures => figures.ClickPaintedMs),
        ("Page complete, ms", figures => figures.ClickFullMs),
        ("Control answered, ms", figures => figures.ControlAnsweredMs),
    ];

    public static string Of(IEnumerable<PageResult> pages)
    {
        var table = new StringBuilder();
        table.Append("| Page |").AppendJoin('|', Columns.Select(column => $" {column.Title} ")).AppendLine("|");
        table.Append("|---|").Insert(table.Length, "---|", Columns.Length).AppendLine();
        foreach (var page in pages)
        {
            table.Append(CultureInfo.InvariantCulture, $"| `{page.Page}` |").AppendJoin('|', Columns.Select(column => $" {Cell(page, column.Figure)} ")).AppendLine("|");
        }

        return table.ToString();
    }

    private static string Cell(PageResult page, Func<PageFigures, double?> figure) =>
        page.ThatBuild is null ? Text(figure(page.ThisBuild)) : $"{Text(figure(page.ThatBuild))} → {Text(figure(page.ThisBuild))}";

    private static string Text(double? value) => value is { } number ? number.ToString("0", CultureInfo.InvariantCulture) : "–";
}

/// <summary>One page: medians of this build and, where it was asked for, of another one.</summary>
internal sealed record PageResult(string Page, PageFigures ThisBuild, PageFigures? ThatBuild);
