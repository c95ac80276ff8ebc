namespace Pragmatika.Engine.Hearing;

/// <summary>This node's right to listen to one portal, prolonged at a third of its time. Used by the loops of one portal at once.</summary>
internal sealed class ListeningTurn(string connection, string node, IHearingStore book, TimeSpan lease, TimeProvider time) : IDisposable
{
    private readonly SemaphoreSlim _asking = new(1, 1);
    private DateTimeOffset? _askedAt;
    private bool _isOurs;

    public async Task<bool> IsOursAsync(CancellationToken cancellationToken)
    {
        await _asking.WaitAsync(cancellationToken);
        try
        {
            var now = time.GetUtcNow();
            if (_askedAt is not { } asked || now < asked || now - asked >= lease / 3)
            {
                _isOurs = await book.TryListenAsync(connection, node, lease, cancellationToken);
                _askedAt = now;
            }

            return _isOurs;
        }
        finally
        {
            _asking.Release();
        }
    }

    public void Dispose() => _asking.Dispose();
}
