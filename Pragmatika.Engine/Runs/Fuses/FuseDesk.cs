using Pragmatika.Engine.Journal;
using Pragmatika.Engine.Mapping;

namespace Pragmatika.Engine.Runs.Fuses;

/// <inheritdoc cref="IFuseDesk"/>
internal sealed class FuseDesk(IEngineStore runs, IJournalWriter journal, TimeProvider time) : IFuseDesk
{
    public async Task<bool> RefuseAsync(Guid run, string byWhom, CancellationToken cancellationToken)
    {
        using var later = StoredText.ForLater();
        var text = FuseTexts.Refused.With(byWhom);
        if (await runs.RefuseRunAsync(run, text, cancellationToken) is not { } exchange)
        {
            return false;
        }

        var entry = new JournalEntry { At = time.GetUtcNow(), Level = JournalLevel.Warning, Kind = JournalKind.Run, Exchange = exchange, RunId = run, Text = text };
        await journal.AppendAsync([entry], cancellationToken);
        return true;
    }
}
