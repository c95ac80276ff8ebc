using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using Pragmatika.Engine.Questions;
using Pragmatika.Portal.Exports;
using Pragmatika.Portal.Security;

namespace Pragmatika.Portal.Features.Questions;

/// <summary><c>GET /exports/questions.csv</c> and <c>.xlsx</c>: what the page's tab and filter show, all of it.</summary>
public static class QuestionEndpoints
{
    public static void MapQuestions(this WebApplication app) => app.MapGet("/exports/questions." + ExportFile.Route, ExportAsync).RequireAuthorization(Policies.See);

    private static async Task<IResult> ExportAsync(
        HttpContext context, string format, string? tab, string? exchange, string? flow, string? q, [FromServices] IQuestionService questions, IStringLocalizer<QuestionsPage> texts,
        CancellationToken cancellationToken)
    {
        var (visitor, titles) = await context.ReaderAsync(cancellationToken);
        var all = questions.AllAsync(QuestionsAddress.Read(tab, exchange, flow, q, null), cancellationToken);
        var name = FormattableString.Invariant($"questions-{visitor.Local(visitor.Now):yyyyMMdd-HHmm}");
        return ExportFile.Of(QuestionSheet.Of(name, all, texts, visitor, titles), ExportFile.FormatOf(format), cancellationToken);
    }
}
