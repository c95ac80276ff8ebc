using Pragmatika.Engine.Labels;

namespace Pragmatika.Portal.Naming;

/// <summary>
/// Asks the portals of all exchanges how they call their fields: those never read as soon as a page needs them, the others once in <see cref="Often"/>. A portal that cannot be asked
/// costs nothing but the names: what was read earlier stays.
/// </summary>
internal sealed class LabelKeeper(NameBook book, ILabelReader reader, TimeProvider time, ILogger<LabelKeeper> logger) : BackgroundService
{
    private static readonly TimeSpan Often = TimeSpan.FromHours(1);
    private static readonly TimeSpan AfterFailure = TimeSpan.FromMinutes(5);

    private readonly Dictionary<(string Connection, string Entity), DateTimeOffset> _failed = [];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (!stoppingToken.IsCancellationRequested)
            {
                await book.WantedAsync(Often, stoppingToken);
                await KeepAllAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
        }
    }

    /// <summary>One round over everything the exchanges need.</summary>
    internal async Task KeepAllAsync(CancellationToken cancellationToken)
    {
        foreach (var (connection, entity) in book.Facts.Needed)
        {
            await KeepAsync(connection, entity, cancellationToken);
        }
    }

    private async Task KeepAsync(string connection, string entity, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (book.Facts.ReadAt(connection, entity) is { } at && now - at < Often)
        {
            return;
        }

        if (_failed.TryGetValue((connection, entity), out var failedAt) && now - failedAt < AfterFailure)
        {
            return;
        }

        try
        {
            _failed.Remove((connection, entity));
            if (await reader.ReadAsync(connection, entity, cancellationToken) is { } labels)
            {
                await book.TakeAsync(labels, cancellationToken);
            }
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            _failed[(connection, entity)] = now;
            logger.LabelsNotRead(connection, entity, exception);
        }
    }
}
