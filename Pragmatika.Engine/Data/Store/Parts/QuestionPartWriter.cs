using Pragmatika.Engine.Questions;
using Pragmatika.Engine.Signals;

namespace Pragmatika.Engine.Data.Store.Parts;

internal sealed class QuestionPartWriter(TimeProvider time) : BatchPartWriter<QuestionPart>
{
    public override Happening? News => Happening.QuestionsChanged;

    protected override ValueTask<PartWrite> PrepareAsync(string exchange, QuestionPart part, CancellationToken cancellationToken) => new(async (write, cancellation) =>
    {
        var questions = new QuestionWriter(write, exchange);
        await questions.EndAsync(part.Ended, time.GetUtcNow(), cancellation);
        await questions.AskAsync(part.Asked, cancellation);
    });
}
