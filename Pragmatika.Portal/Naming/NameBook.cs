using Pragmatika.Engine.Connectors.Connections;
using Pragmatika.Engine.Exchanges;
using Pragmatika.Engine.Labels;

namespace Pragmatika.Portal.Naming;

/// <summary>
/// What names are made of, in memory for all visitors. Definitions and connections are read again when a page opens and what is known is older than a few seconds; labels come from
/// <see cref="LabelKeeper"/>.
/// </summary>
public sealed class NameBook(IExchangeCatalog exchanges, IConnectionCatalog connections, ILabelStore labels, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(5);

    private readonly SemaphoreSlim _reading = new(1, 1);
    private volatile NameFacts _facts = NameFacts.Nothing;
    private volatile TaskCompletionSource _wanted = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private IReadOnlyList<EntityLabels>? _labels;
    private DateTimeOffset? _readAt;

    /// <summary>Labels have come that were not known before.</summary>
    public event EventHandler? Changed;

    public NameFacts Facts => _facts;

    public void Dispose() => _reading.Dispose();

    /// <summary>Reads what may have changed. Cheap while it is fresh.</summary>
    public async Task FreshenAsync(CancellationToken cancellationToken)
    {
        if (_readAt is { } at && time.GetUtcNow() - at < Fresh)
        {
            return;
        }

        await _reading.WaitAsync(cancellationToken);
        try
        {
            await ReadAsync(cancellationToken);
        }
        finally
        {
            _reading.Release();
        }

        if (_facts.Needed.Any(need => _facts.ReadAt(need.Connection, need.Entity) is null))
        {
            _wanted.TrySetResult();
        }
    }

    /// <summary>Keeps labels and shows them from now on.</summary>
    public async Task TakeAsync(EntityLabels read, CancellationToken cancellationToken)
    {
        await labels.SaveAsync(read, cancellationToken);
        await _reading.WaitAsync(cancellationToken);
        try
        {
            _labels = [.. (_labels ?? []).Where(known => (known.Connection, known.Entity) != (read.Connection, read.Entity)), read];
            _facts = _facts.With(_labels);
        }
        finally
        {
            _reading.Release();
        }

        Changed?.Invoke(this, EventArgs.Empty);
    }

    /// <summary>Ends when somebody needs labels that are not known, or after <paramref name="longest"/>.</summary>
    public async Task WantedAsync(TimeSpan longest, CancellationToken cancellationToken)
    {
        try
        {
            await _wanted.Task.WaitAsync(longest, time, cancellationToken);
        }
        catch (TimeoutException)
        {
        }

        _wanted = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    private async Task ReadAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (_readAt is { } at && now - at < Fresh)
        {
            return;
        }

        _labels ??= await labels.ListAsync(cancellationToken);
        _facts = new NameFacts(await exchanges.ListAsync(cancellationToken), await connections.ListAsync(cancellationToken), _labels);
        _readAt = now;
    }
}
