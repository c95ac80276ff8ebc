using Pragmatika.Engine.Journal;
using Pragmatika.Engine.Questions;

namespace Pragmatika.Engine.Runs.Questions;

/// <summary>Carries answers out: one run over the records concerned, under the exchange's lease as any other.</summary>
internal sealed class AnswerRuns(IRunService runs, IJournalReader journal, TimeProvider time)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(300);
    private static readonly Dictionary<string, string?> NoValues = [];

    /// <summary>Waits for a run that is under way for a while, then for the end of its own. <paramref name="others"/> are settled by the policy of their rules.</summary>
    public async Task<RunRecord> RunAsync(
        IReadOnlyList<(Answer Answer, Question Question)> answers, IReadOnlyList<Question> others, string byWhom, CancellationToken cancellationToken)
    {
        var questions = answers.Select(answer => answer.Question).Concat(others).ToList();
        var request = new RunRequest
        {
            Exchange = questions[0].Exchange,
            Mode = RunMode.Keys,
            StartedBy = byWhom,
            Keys = [.. questions.Select(question => question.RowKey).Where(key => key.Length > 0).Distinct(StringComparer.Ordinal)],
            BothWays = [.. questions.Where(question => question.Kind != QuestionKind.Match && question.CrmId is not null).Select(question => (question.Flow, question.CrmId!.Value)).Distinct()],
            Answers = [.. answers.Select(answer => new GivenAnswer(answer.Question, answer.Answer.Side, answer.Answer.Text) { CrmId = answer.Answer.Side == AnswerSide.Candidate ? answer.Answer.CrmId : null })],
            Overrides = [.. answers.Where(answer => answer.Question.Kind == QuestionKind.Match).Select(Choice)],
        };
        var run = await StartAsync(request, cancellationToken);
        return await runs.CompletionAsync(run.Id, cancellationToken);
    }

    /// <summary>Why a record did not end as a person wanted; empty when the run does not say.</summary>
    public async Task<string> WhyNotAsync(RunRecord run, Question question, CancellationToken cancellationToken)
    {
        if (run.Message is { } failure)
        {
            return failure;
        }

        var entries = await journal.PageAsync(new JournalFilter { RunId = run.Id, Kind = JournalKind.Failure }, null, 200, cancellationToken);
        return entries.FirstOrDefault(entry => entry.Flow == question.Flow && (entry.Key == question.Key || entry.Key == question.RowKey))?.Text ?? string.Empty;
    }

    private static RecordOverride Choice((Answer Answer, Question Question) one) =>
        new(one.Question.Flow, one.Question.Key, one.Question.RowKey, NoValues, one.Answer.Side == AnswerSide.CreateNew ? 0 : one.Answer.CrmId);

    private async Task<RunRecord> StartAsync(RunRequest request, CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        while (true)
        {
            try
            {
                return await runs.StartAsync(request, cancellationToken);
            }
            catch (RunRefusedException refusal) when (refusal.IsUnderWay && time.GetElapsedTime(began) < Patience)
            {
                await Task.Delay(Pause, time, cancellationToken);
            }
        }
    }
}
