using Pragmatika.Engine.Delivery;
using Pragmatika.Engine.Exchanges;
using Pragmatika.Engine.Questions;
using Pragmatika.Engine.Runs.Letters;
using Pragmatika.Engine.Runs.Paused;
using Pragmatika.Engine.Runs.Questions;

namespace Pragmatika.Engine.Runs.Opening;

/// <summary>What people decided about single records, as one run finds it.</summary>
/// <param name="Desk">What waits for them, and what they answered.</param>
/// <param name="Paused">The records to be left alone.</param>
/// <param name="Mended">What they put in place of bad values.</param>
internal sealed record Said(QuestionDesk Desk, PausedDesk Paused, MendedValues Mended);

/// <summary>Gathers what people decided before a run begins. The run's lease keeps others away, so it holds until the end.</summary>
internal sealed class PeopleSaid(IQuestionStore questions, PausedRecords paused, IMendedLetters mended)
{
    public async Task<Said> OpenAsync(ExchangeDefinition definition, RunRequest request, CancellationToken cancellationToken) => new(
        new QuestionDesk(await questions.StandingAsync(definition.Name, cancellationToken), request.Answers),
        await paused.OpenAsync(definition, request.DryRun, cancellationToken),
        new MendedValues(await mended.MendedAsync(definition.Name, cancellationToken)));
}
