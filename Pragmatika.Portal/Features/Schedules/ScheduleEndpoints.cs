using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using Pragmatika.Engine.Schedules;
using Pragmatika.Portal.Exports;
using Pragmatika.Portal.Parts;
using Pragmatika.Portal.Security;
using Pragmatika.Portal.Session;

namespace Pragmatika.Portal.Features.Schedules;

/// <summary><c>GET /exports/schedules.csv</c> and <c>.xlsx</c>: the board of schedules.</summary>
public static class ScheduleEndpoints
{
    public static void MapSchedules(this WebApplication app) => app.MapGet("/exports/schedules." + ExportFile.Route, ExportAsync).RequireAuthorization(Policies.See);

    private static async Task<IResult> ExportAsync(
        HttpContext context, string format, [FromServices] ISchedules schedules, IStringLocalizer<SchedulesPage> texts, IStringLocalizer<Words> words, CancellationToken cancellationToken)
    {
        var (visitor, _) = await context.ReaderAsync(cancellationToken);
        var name = FormattableString.Invariant($"schedules-{visitor.Local(visitor.Now):yyyyMMdd-HHmm}");
        return ExportFile.Of(Sheet(name, await schedules.ReadAsync(cancellationToken), texts, words, visitor), ExportFile.FormatOf(format), cancellationToken);
    }

    private static ExportSheet Sheet(string name, ScheduleBoard board, IStringLocalizer<SchedulesPage> texts, IStringLocalizer<Words> words, UserSession visitor) => new ExportTable<ScheduleLine>()
        .Text(texts["ExchangeOnly"], line => line.Title)
        .Text(texts["Title"], line => board.Sentence(line.Schedule, visitor.Now), 60)
        .Text(texts["Paused"], line => line.Schedule is { Paused: true } ? texts["Paused"].Value : null, 14)
        .Moment(texts["Next"], line => line.Next.Count > 0 ? visitor.Local(line.Next[0]) : null)
        .Moment(texts["LastRun"], line => line.LastRun is { } run ? visitor.Local(run.StartedAt) : null)
        .Text(texts["LastState"], line => line.LastRun is { } run ? words["RunState." + run.State].Value : null, 18)
        .Number(texts["Skipped"], line => line.Facts.Skipped)
        .Number(texts["Missed"], line => line.Facts.Missed)
        .Sheet(name, board.Lines);
}
