using System.Runtime.CompilerServices;
using Microsoft.Extensions.Localization;
using Pragmatika.Engine.Privacy;
using Pragmatika.Engine.Questions;
using Pragmatika.Portal.Exports;
using Pragmatika.Portal.Naming;
using Pragmatika.Portal.Session;

namespace Pragmatika.Portal.Features.Questions;

/// <summary>Questions as a file, open or closed as the page's tab has them. Phones and e-mails are masked.</summary>
public static class QuestionSheet
{
    private const int PageQuestions = 1000;

    public static ExportSheet Of(string name, IAsyncEnumerable<Question> questions, IStringLocalizer<QuestionsPage> texts, UserSession visitor, Titles titles) => new ExportTable<Question>()
        .Text(texts["Record"], question => question.Key)
        .Text(texts["Name"], question => Mask(question.Title))
        .Text(texts["Exchange"], question => titles.Exchange(question.Exchange), 24)
        .Text(texts["Flow"], question => titles.Flow(question.Exchange, question.Flow), 16)
        .Number(texts["CrmId"], question => question.CrmId)
        .Text(texts["Question"], question => question.Field.Length > 0 ? titles.Field(question.Exchange, question.Flow, question.Field) : texts["Kind." + question.Kind])
        .Text(texts["InTable"], question => Value(titles, question, question.SqlValue))
        .Text(texts["InCrm"], question => Value(titles, question, question.CrmValue))
        .Text(texts["Agreed"].Value.TrimEnd(':'), question => Value(titles, question, question.AgreedValue))
        .Text(texts["Candidates"], question => string.Join(", ", question.Candidates))
        .Moment(texts["Waits"], question => visitor.Local(question.OpenedAt))
        .Text(texts["Answer"], question => question.Answer is { } side ? texts["Side." + side].Value : question.State == QuestionState.Withdrawn ? texts["WithdrawnItself"].Value : null, 20)
        .Text(texts["By"], question => question.ClosedBy, 18)
        .Moment(texts["At"], question => question.ClosedAt is { } at ? visitor.Local(at) : null)
        .Sheet(name, questions);

    /// <summary>Everything the address shows; its last tab holds answered and withdrawn ones.</summary>
    public static async IAsyncEnumerable<Question> AllAsync(this IQuestionService service, QuestionsAddress address, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        QuestionState[] states = address.Tab == QuestionTab.Closed ? [QuestionState.Answered, QuestionState.Withdrawn] : [QuestionState.Open];
        foreach (var state in states)
        {
            var skip = 0;
            IReadOnlyList<Question> page;
            do
            {
                page = await service.PageAsync(address.FilterOf(state), skip, PageQuestions, cancellationToken);
                foreach (var question in page)
                {
                    yield return question;
                }

                skip += PageQuestions;
            }
            while (page.Count == PageQuestions);
        }
    }

    private static string? Value(Titles titles, Question question, string? text) => titles.Value(question.Exchange, question.Flow, question.Field, text);

    private static string? Mask(string? text) => text is null ? null : PersonalText.Mask(text);
}
