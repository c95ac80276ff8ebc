using Pragmatika.Engine.Exchanges;
using Pragmatika.Engine.Journal;
using Pragmatika.Engine.Mapping;
using Pragmatika.Engine.Questions;

namespace Pragmatika.Engine.Runs.Questions;

/// <summary>Turns answers into policies: the rules of the fields say from now on who wins.</summary>
internal sealed class ConflictRules(IExchangeCatalog exchanges, IQuestionStore book, IJournalWriter journal, TimeProvider time)
{
    private const int MostSettled = 5000;

    /// <summary>
    /// Saves a new version of the definition of one exchange and returns the other open conflicts of the same rules, which the new policy settles. Of two answers about one rule the last counts.
    /// </summary>
    public async Task<IReadOnlyList<Question>> SaveAsync(IReadOnlyList<(Answer Answer, Question Question)> answers, string byWhom, CancellationToken cancellationToken)
    {
        var exchange = answers[0].Question.Exchange;
        var stored = await exchanges.FindAsync(exchange, cancellationToken) ?? throw new RunRefusedException(RunTexts.NoExchange.With(exchange), []);
        var policies = new Dictionary<(string Flow, string Field), ConflictPolicy>();
        foreach (var (answer, question) in answers)
        {
            policies[(question.Flow, question.Field)] = answer.Side == AnswerSide.Crm ? ConflictPolicy.Crm : ConflictPolicy.Sql;
        }

        var saved = await exchanges.SaveAsync(With(stored.Definition, policies), byWhom, cancellationToken);
        await journal.AppendAsync([.. policies.Select(rule => AnswerEntries.Rule(exchange, rule.Key.Flow, rule.Key.Field, Word(rule.Value), saved.Version, byWhom, time.GetUtcNow()))], cancellationToken);
        var answered = answers.Select(answer => answer.Question.Id).ToHashSet();
        var open = await book.PageAsync(new QuestionFilter { Exchange = exchange, Kinds = [QuestionKind.Conflict] }, 0, MostSettled, cancellationToken);
        return [.. open.Where(question => policies.ContainsKey((question.Flow, question.Field)) && !answered.Contains(question.Id))];
    }

    private static ExchangeDefinition With(ExchangeDefinition definition, Dictionary<(string Flow, string Field), ConflictPolicy> policies) => definition with
    {
        Flows = [.. definition.Flows.Select(flow => flow with
        {
            Rules = [.. flow.Rules.Select(rule => policies.TryGetValue((flow.Name, rule.Field), out var policy) ? rule with { Conflict = policy } : rule)],
        })],
    };

    private static Message Word(ConflictPolicy policy) => policy == ConflictPolicy.Crm ? QuestionTexts.CrmWins : QuestionTexts.SqlWins;
}
