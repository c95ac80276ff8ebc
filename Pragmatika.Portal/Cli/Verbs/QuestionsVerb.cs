using System.CommandLine;
using Pragmatika.Engine.Exchanges;
using Pragmatika.Engine.Questions;
using Pragmatika.Portal.Cli.Output;

namespace Pragmatika.Portal.Cli.Verbs;

/// <summary><c>questions NAME list|answer</c>: what waits for people, and their answers. Exit code 3 when an answered question stays open.</summary>
internal sealed class QuestionsVerb(CliConsole console, EngineOpener open)
{
    private const int Page = 500;
    private const string ByWhom = "cli";

    private readonly Argument<string> _name = CliOptions.Exchange();
    private readonly Option<string> _data = CliOptions.Data();
    private readonly Option<bool> _json = CliOptions.Json();
    private readonly Option<QuestionKind[]> _kinds = new("--kind") { Description = CliTexts.Get("OptionQuestionKind"), HelpName = "conflict|match|deleteRows|deleteRecord" };
    private readonly Option<string?> _flow = new("--flow") { Description = CliTexts.Get("OptionQuestionFlow"), HelpName = "FLOW" };
    private readonly Option<bool> _closed = new("--all") { Description = CliTexts.Get("OptionQuestionClosed") };
    private readonly Option<long[]> _ids = new("--id") { Description = CliTexts.Get("OptionQuestionId"), HelpName = "ID" };
    private readonly Option<bool> _everyOne = new("--all") { Description = CliTexts.Get("OptionQuestionEvery") };
    private readonly Option<int?> _revision = new("--revision") { Description = CliTexts.Get("OptionQuestionRevision"), HelpName = "N" };
    private readonly QuestionAnswerOptions _answer = new();

    public Command Create()
    {
        var list = new Command("list", CliTexts.Get("VerbQuestionsList")) { _kinds, _flow, _closed, _data, _json };
        list.SetAction((parsed, token) => WithExchangeAsync(parsed, ListAsync, token));
        var answer = new Command("answer", CliTexts.Get("VerbQuestionsAnswer")) { _ids, _everyOne, _kinds, _flow, _revision, _data, _json };
        _answer.AddTo(answer);
        answer.SetAction((parsed, token) => WithExchangeAsync(parsed, AnswerAsync, token));
        return new Command("questions", CliTexts.Get("VerbQuestions")) { _name, list, answer };
    }

    private async Task<int> WithExchangeAsync(ParseResult parsed, Func<EngineSession, ParseResult, CancellationToken, Task<int>> act, CancellationToken cancellationToken)
    {
        await using var session = await open(parsed.GetValue(_data)!, cancellationToken);
        var name = parsed.GetValue(_name)!;
        return await session.Get<IExchangeCatalog>().FindAsync(name, cancellationToken) is null
            ? console.Fail(ExitCode.BadInput, CliTexts.Get("UnknownExchange", name))
            : await act(session, parsed, cancellationToken);
    }

    private async Task<int> ListAsync(EngineSession session, ParseResult parsed, CancellationToken cancellationToken)
    {
        QuestionState? state = parsed.GetValue(_closed) ? null : QuestionState.Open;
        var questions = await ReadAsync(session.Get<IQuestionService>(), parsed, state, cancellationToken);
        if (parsed.GetValue(_json))
        {
            CliJson.Write(console.Out, new { exchange = parsed.GetValue(_name), count = questions.Count, questions = questions.Select(QuestionTable.Masked) });
        }
        else
        {
            QuestionTable.Write(console.Results(), questions);
        }

        return ExitCode.Success;
    }

    private async Task<int> AnswerAsync(EngineSession session, ParseResult parsed, CancellationToken cancellationToken)
    {
        var ids = parsed.GetValue(_ids) ?? [];
        if (ids.Length > 0 == parsed.GetValue(_everyOne) || (parsed.GetValue(_revision) is not null && ids.Length != 1))
        {
            return console.Fail(ExitCode.BadInput, CliTexts.Get("QuestionsNameThem"));
        }

        if (!_answer.TryRead(parsed, out var template))
        {
            return console.Fail(ExitCode.BadInput, CliTexts.Get("QuestionsOneAnswer"));
        }

        var service = session.Get<IQuestionService>();
        var (questions, unknown) = await ChosenAsync(service, parsed, ids, cancellationToken);
        if (unknown is not null)
        {
            return console.Fail(ExitCode.BadInput, CliTexts.Get("QuestionsUnknown", unknown));
        }

        var answers = questions.ConvertAll(question => template with { Id = question.Id, Revision = parsed.GetValue(_revision) ?? question.Revision });
        var results = answers.Count == 0 ? [] : await service.AnswerAsync(answers, _answer.IsRule(parsed), ByWhom, cancellationToken);
        Print(results, parsed.GetValue(_json));
        return results.All(result => result.Outcome == AnswerOutcome.Done) ? ExitCode.Success : ExitCode.NeedsPerson;
    }

    /// <summary>The open questions that were named, or the first id that is none of this exchange.</summary>
    private async Task<(List<Question> Questions, long? Unknown)> ChosenAsync(IQuestionService service, ParseResult parsed, long[] ids, CancellationToken cancellationToken)
    {
        if (ids.Length == 0)
        {
            return (await ReadAsync(service, parsed, QuestionState.Open, cancellationToken), null);
        }

        var questions = new List<Question>();
        foreach (var id in ids.Distinct())
        {
            if (await service.FindAsync(id, cancellationToken) is not { State: QuestionState.Open } question || question.Exchange != parsed.GetValue(_name))
            {
                return ([], id);
            }

            questions.Add(question);
        }

        return (questions, null);
    }

    private async Task<List<Question>> ReadAsync(IQuestionService service, ParseResult parsed, QuestionState? state, CancellationToken cancellationToken)
    {
        var filter = new QuestionFilter { Exchange = parsed.GetValue(_name), Kinds = parsed.GetValue(_kinds) ?? [], Flow = parsed.GetValue(_flow), State = state };
        var questions = new List<Question>();
        while (true)
        {
            var page = await service.PageAsync(filter, questions.Count, Page, cancellationToken);
            questions.AddRange(page);
            if (page.Count < Page)
            {
                return questions;
            }
        }
    }

    private void Print(IReadOnlyList<AnswerResult> results, bool json)
    {
        if (json)
        {
            CliJson.Write(console.Out, new
            {
                done = results.Count(result => result.Outcome == AnswerOutcome.Done),
                open = results.Count(result => result.Outcome != AnswerOutcome.Done),
                questions = results.Select(result => new { id = result.Id, outcome = result.Outcome, message = result.Message }),
            });
            return;
        }

        foreach (var result in results)
        {
            console.Out.WriteLine($"{result.Id}: {CliTexts.Get("Answer" + result.Outcome)} {result.Message}".TrimEnd());
        }

        if (results.Count == 0)
        {
            console.Out.WriteLine(CliTexts.Get("QuestionsNone"));
        }
    }
}
