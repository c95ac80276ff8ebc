using Pragmatika.Engine.Delivery;
using Pragmatika.Engine.Signals;

namespace Pragmatika.Engine.Data.Store.Parts;

internal sealed class LetterPartWriter(TimeProvider time) : BatchPartWriter<LetterPart>
{
    /// <summary>A key that landed may have closed a dead letter; whether it did is the database's to know.</summary>
    public override Happening? News => Happening.DeadLettersChanged;

    protected override ValueTask<PartWrite> PrepareAsync(string exchange, LetterPart part, CancellationToken cancellationToken) => new(async (write, cancellation) =>
    {
        var letters = new DeadLetterWriter(write, exchange);
        await letters.ResolveAsync(part.Landed, time.GetUtcNow(), cancellation);
        await letters.ParkAsync(part.Parked, cancellation);
    });
}
