using Coravel.Invocable;
using Pragmatika.Engine.Retention;

namespace Pragmatika.Portal.Chores;

/// <summary>Once an hour, on every node: trimming what is trimmed already costs one query.</summary>
internal sealed class TrimJournal(JournalRetention retention) : IInvocable, ICancellableInvocable
{
    public CancellationToken CancellationToken { get; set; }

    public async Task Invoke()
    {
        try
        {
            await retention.TrimAsync(CancellationToken);
        }
        catch (OperationCanceledException) when (CancellationToken.IsCancellationRequested)
        {
            // The host stops; the next hour of another start does the rest.
        }
    }
}
