using Pragmatika.Engine.Questions;

namespace Pragmatika.Portal.Features.Questions;

/// <summary>One page of questions and how many wait in all. Holds data only.</summary>
public sealed record QuestionsView(IReadOnlyList<QuestionCount> Counts, IReadOnlyList<Question> Questions, bool HasMore)
{
    public const int PageSize = 50;

    public IReadOnlyList<string> Exchanges => [.. Counts.Select(count => count.Exchange).Distinct().Order(StringComparer.Ordinal)];

    public IReadOnlyList<string> Flows(string? exchange) => [.. Counts.Where(count => exchange is null || count.Exchange == exchange).Select(count => count.Flow).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>An exchange that has the flow; null when none asks.</summary>
    public string? ExchangeOf(string flow) => Counts.FirstOrDefault(count => count.Flow == flow)?.Exchange;

    /// <summary>Open questions of a tab.</summary>
    public long Open(QuestionTab tab) => Counts.Where(count => QuestionsAddress.KindsOf(tab).Contains(count.Kind)).Sum(count => count.Count);

    public static async Task<QuestionsView> ReadAsync(IQuestionService questions, QuestionsAddress address, CancellationToken cancellationToken)
    {
        var counts = await questions.CountsAsync(cancellationToken);
        var skip = (address.Page - 1) * PageSize;
        if (address.Tab != QuestionTab.Closed)
        {
            var page = await questions.PageAsync(address.FilterOf(QuestionState.Open), skip, PageSize + 1, cancellationToken);
            return new QuestionsView(counts, [.. page.Take(PageSize)], page.Count > PageSize);
        }

        var answered = await questions.PageAsync(address.FilterOf(QuestionState.Answered), 0, skip + PageSize + 1, cancellationToken);
        var withdrawn = await questions.PageAsync(address.FilterOf(QuestionState.Withdrawn), 0, skip + PageSize + 1, cancellationToken);
        var closed = answered.Concat(withdrawn).OrderByDescending(question => question.ClosedAt).ThenByDescending(question => question.Id).Skip(skip).ToList();
        return new QuestionsView(counts, [.. closed.Take(PageSize)], closed.Count > PageSize);
    }
}
