using Coravel.Invocable;
using Pragmatika.Portal.News;

namespace Pragmatika.Portal.Chores;

/// <summary>
/// Tells open pages what other processes did on the same database (a node, the command line): one look for all pages, and none while no page is open. What this process did
/// is told a second time by it, which costs a page one more reading.
/// </summary>
internal sealed class LookElsewhere(PageNews news, Elsewhere elsewhere) : IInvocable, ICancellableInvocable
{
    public CancellationToken CancellationToken { get; set; }

    public async Task Invoke()
    {
        if (!news.HasWatchers)
        {
            elsewhere.Forget();
            return;
        }

        try
        {
            foreach (var signal in await elsewhere.LookAsync(CancellationToken))
            {
                news.Publish(signal);
            }
        }
        catch (OperationCanceledException) when (CancellationToken.IsCancellationRequested)
        {
            // The host stops, and with it the pages.
        }
    }
}
