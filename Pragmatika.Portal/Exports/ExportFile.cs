using System.Globalization;
using Pragmatika.Portal.Naming;
using Pragmatika.Portal.Session;

namespace Pragmatika.Portal.Exports;

/// <summary>The forms a list can be taken away in.</summary>
public enum ExportFormat
{
    Csv,
    Xlsx,
}

/// <summary>A sheet as an answer: sent while it is read, in the visitor's language and zone.</summary>
public static class ExportFile
{
    private const string Workbook = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    /// <summary>The end of a route: <c>/exports/runs.{format}</c>.</summary>
    public const string Route = "{format:regex(^(csv|xlsx)$)}";

    public static IResult Of(ExportSheet sheet, ExportFormat format, CancellationToken cancellationToken)
    {
        var culture = CultureInfo.CurrentCulture;
        return format == ExportFormat.Xlsx
            ? Results.Stream(target => XlsxExport.WriteAsync(target, sheet, cancellationToken), Workbook, sheet.Name + ".xlsx")
            : Results.Stream(target => CsvExport.WriteAsync(target, sheet, culture, cancellationToken), "text/csv; charset=utf-8", sheet.Name + ".csv");
    }

    public static ExportFormat FormatOf(string name) => name == "xlsx" ? ExportFormat.Xlsx : ExportFormat.Csv;

    /// <summary>The visitor behind a request that draws no page, and the names he sees.</summary>
    public static async Task<(UserSession Visitor, Titles Titles)> ReaderAsync(this HttpContext context, CancellationToken cancellationToken)
    {
        var visitor = context.RequestServices.GetRequiredService<UserSession>();
        visitor.Take(SessionCookies.Read(context));
        await context.RequestServices.GetRequiredService<NameBook>().FreshenAsync(cancellationToken);
        return (visitor, context.RequestServices.GetRequiredService<Titles>());
    }
}
