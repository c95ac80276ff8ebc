using Pragmatika.Engine.Signals;

namespace Pragmatika.Portal.News;

/// <summary>
/// Tells a page that what it shows has changed, so that it need not ask on a timer:
/// <code>
/// await foreach (var _ in News.WatchAsync(signal => signal.Exchange == Name, Leaving)) { await InvokeAsync(ReloadAsync); }
/// </code>
/// What other nodes and the command line do on the same database is told a few seconds late, see <see cref="Chores.LookElsewhere"/>.
/// </summary>
public interface IPageNews
{
    /// <summary>
    /// The signals that <paramref name="concerns"/> lets through, those of a burst together and each once, at most every <see cref="PageNews.Pace"/>. The first answer comes at once and is
    /// empty: listening has begun, now read. Whatever happens during that reading is told afterwards, so nothing is missed. Signals of all exchanges have an empty name: let them through.
    /// </summary>
    IAsyncEnumerable<IReadOnlyCollection<Signal>> WatchAsync(Func<Signal, bool> concerns, CancellationToken cancellationToken);
}
