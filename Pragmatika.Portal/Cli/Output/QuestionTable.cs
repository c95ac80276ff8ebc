using System.Globalization;
using Pragmatika.Engine.Privacy;
using Pragmatika.Engine.Questions;
using Spectre.Console;

namespace Pragmatika.Portal.Cli.Output;

/// <summary>Questions for people. Phones and e-mails are masked, in <c>--json</c> too.</summary>
internal static class QuestionTable
{
    public static void Write(IAnsiConsole console, IReadOnlyList<Question> questions)
    {
        if (questions.Count == 0)
        {
            console.WriteLine(CliTexts.Get("QuestionsNone"));
            return;
        }

        var table = new Table { Border = console.Profile.Capabilities.Ansi ? TableBorder.Rounded : TableBorder.Ascii };
        foreach (var column in (string[])["Id", "Question", "Flow", "Key", "Record", "Field", "Sql", "Crm", "Agreed", "Since"])
        {
            table.AddColumn(CliTexts.Get("Column" + column));
        }

        foreach (var question in questions.Select(Masked))
        {
            table.AddRow([.. Cells(question).Select(Markup.Escape)]);
        }

        console.Write(table);
    }

    public static Question Masked(Question question) => question with
    {
        Title = PersonalText.Mask(question.Title),
        SqlValue = Mask(question.SqlValue),
        CrmValue = Mask(question.CrmValue),
        AgreedValue = Mask(question.AgreedValue),
    };

    private static string[] Cells(Question question) =>
    [
        question.Id.ToString(CultureInfo.InvariantCulture), Kind(question), question.Flow, question.Key, Record(question), question.Field,
        question.SqlValue ?? "—", Crm(question), question.AgreedValue ?? "—", question.OpenedAt.ToLocalTime().ToString("g", CultureInfo.CurrentCulture),
    ];

    private static string Kind(Question question) =>
        CliTexts.Get("Question" + question.Kind) + (question.State == QuestionState.Open ? string.Empty : " · " + CliTexts.Get("Question" + question.State));

    private static string Record(Question question) => question.CrmId is { } id ? $"{question.Title} {id.ToString(CultureInfo.InvariantCulture)}".Trim() : question.Title;

    /// <summary>Of a doubtful match the candidates, to be named by <c>--crm-id</c>.</summary>
    private static string Crm(Question question) => question.Kind == QuestionKind.Match
        ? string.Join(", ", question.Candidates.Select(id => id.ToString(CultureInfo.InvariantCulture)))
        : question.CrmValue ?? "—";

    private static string? Mask(string? text) => text is null ? null : PersonalText.Mask(text);
}
