using Pragmatika.Engine.Journal;
using Pragmatika.Engine.Questions;
using Pragmatika.Engine.Runs.Paused;

namespace Pragmatika.Engine.Runs.Questions;

/// <inheritdoc cref="IQuestionService"/>
internal sealed class QuestionService(IQuestionStore book, AnswerRuns runs, ConflictRules rules, IPausedRecords paused, IJournalWriter journal, TimeProvider time) : IQuestionService
{
    public Task<IReadOnlyList<Question>> PageAsync(QuestionFilter filter, int skip, int count, CancellationToken cancellationToken) => book.PageAsync(filter, skip, count, cancellationToken);

    public Task<Question?> FindAsync(long id, CancellationToken cancellationToken) => book.FindAsync(id, cancellationToken);

    public Task<IReadOnlyList<QuestionCount>> CountsAsync(CancellationToken cancellationToken) => book.CountsAsync(cancellationToken);

    public async Task<IReadOnlyList<AnswerResult>> AnswerAsync(IReadOnlyList<Answer> answers, bool asRule, string byWhom, CancellationToken cancellationToken)
    {
        var results = new Dictionary<long, AnswerResult>();
        var accepted = new List<(Answer Answer, Question Question)>();
        foreach (var answer in answers.DistinctBy(answer => answer.Id))
        {
            var question = await book.FindAsync(answer.Id, cancellationToken);
            if ((Refuse(answer, question, asRule) ?? await RefusePausedAsync(answer, question!, cancellationToken)) is { } refused)
            {
                results[answer.Id] = refused;
            }
            else
            {
                accepted.Add((answer, question!));
            }
        }

        foreach (var kept in accepted.Where(one => one.Answer.Side == AnswerSide.Keep))
        {
            results[kept.Answer.Id] = await KeepAsync(kept.Answer, kept.Question, byWhom, cancellationToken);
        }

        foreach (var exchange in accepted.Where(one => one.Answer.Side != AnswerSide.Keep).GroupBy(one => one.Question.Exchange).ToList())
        {
            await CarryOutAsync([.. exchange], asRule, byWhom, results, cancellationToken);
        }

        return [.. answers.Select(answer => results[answer.Id])];
    }

    private static AnswerResult? Refuse(Answer answer, Question? question, bool asRule) => question switch
    {
        not { State: QuestionState.Open } => new AnswerResult(answer.Id, AnswerOutcome.Gone, QuestionTexts.IsGone.With()),
        _ when question.Revision != answer.Revision => new AnswerResult(answer.Id, AnswerOutcome.Changed, QuestionTexts.HasChanged.With()) { Now = question },
        _ when !Fits(answer, question, asRule) => new AnswerResult(answer.Id, AnswerOutcome.Failed, QuestionTexts.DoesNotFit.With()) { Now = question },
        _ => null,
    };

    /// <summary>A run leaves a paused record alone, and so would the answer's; what writes nothing may be said all the same.</summary>
    private async Task<AnswerResult?> RefusePausedAsync(Answer answer, Question question, CancellationToken cancellationToken) =>
        answer.Side != AnswerSide.Keep && await paused.FindAsync(question.Exchange, question.Flow, question.Key, cancellationToken) is { } record && record.Until > time.GetUtcNow()
            ? new AnswerResult(answer.Id, AnswerOutcome.Failed, PausedTexts.NotAnswered.With(PausedTexts.Moment(record.Until), record.Reason)) { Now = question }
            : null;

    private static bool Fits(Answer answer, Question question, bool asRule) => question.Kind switch
    {
        QuestionKind.Conflict => answer.Side is AnswerSide.Sql or AnswerSide.Crm || (answer.Side == AnswerSide.Typed && !asRule),
        QuestionKind.Match => !asRule && (answer.Side == AnswerSide.CreateNew || (answer.Side == AnswerSide.Candidate && answer.CrmId is { } id && question.Candidates.Contains(id))),
        _ => !asRule && answer.Side is (AnswerSide.Delete or AnswerSide.Keep),
    };

    private async Task<AnswerResult> KeepAsync(Answer answer, Question question, string byWhom, CancellationToken cancellationToken)
    {
        if (!await book.EndAsync(answer.Id, answer.Revision, AnswerSide.Keep, byWhom, cancellationToken))
        {
            return await StandingAsync(answer.Id, string.Empty, cancellationToken);
        }

        await journal.AppendAsync([AnswerEntries.Of(question, answer, byWhom, Guid.Empty, time.GetUtcNow())], cancellationToken);
        return new AnswerResult(answer.Id, AnswerOutcome.Done);
    }

    private async Task CarryOutAsync(
        List<(Answer Answer, Question Question)> answers, bool asRule, string byWhom, Dictionary<long, AnswerResult> results, CancellationToken cancellationToken)
    {
        RunRecord run;
        try
        {
            IReadOnlyList<Question> others = asRule ? await rules.SaveAsync(answers, byWhom, cancellationToken) : [];
            run = await runs.RunAsync(answers, others, byWhom, cancellationToken);
        }
        catch (RunRefusedException refusal)
        {
            foreach (var (answer, question) in answers)
            {
                results[answer.Id] = new AnswerResult(answer.Id, AnswerOutcome.Failed, refusal.Message) { Now = question };
            }

            return;
        }

        var done = new List<JournalEntry>();
        foreach (var (answer, question) in answers)
        {
            var after = await book.FindAsync(answer.Id, cancellationToken);
            if (after is { State: QuestionState.Answered })
            {
                done.Add(AnswerEntries.Of(question, answer, byWhom, run.Id, time.GetUtcNow()));
                results[answer.Id] = new AnswerResult(answer.Id, AnswerOutcome.Done);
            }
            else
            {
                results[answer.Id] = await StandingAsync(answer.Id, await runs.WhyNotAsync(run, question, cancellationToken), cancellationToken, answer.Revision);
            }
        }

        await journal.AppendAsync(done, cancellationToken);
    }

    /// <summary>How the question stands after an answer that did not end it.</summary>
    private async Task<AnswerResult> StandingAsync(long id, string why, CancellationToken cancellationToken, int revision = 0) => await book.FindAsync(id, cancellationToken) switch
    {
        { State: QuestionState.Open } now when now.Revision != revision => new AnswerResult(id, AnswerOutcome.Changed, QuestionTexts.HasChanged.With()) { Now = now },
        { State: QuestionState.Open } now => new AnswerResult(id, AnswerOutcome.Failed, string.Join(' ', new[] { QuestionTexts.NotCarriedOut.With(), why }.Where(text => text.Length > 0))) { Now = now },
        _ => new AnswerResult(id, AnswerOutcome.Gone, QuestionTexts.IsGone.With()),
    };
}
