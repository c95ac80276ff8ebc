namespace Pragmatika.Engine.Hearing.Sweep;

/// <summary>Walks the memory of one kind of record beside another stream in id order.</summary>
internal sealed class MemoryCursor(IAsyncEnumerator<RememberedRecord> records) : IAsyncDisposable
{
    private RememberedRecord? _current;
    private bool _isOver;

    /// <summary>What is remembered of a record; ids must be asked for in growing order.</summary>
    public async ValueTask<RememberedRecord?> FindAsync(long crmId)
    {
        while (!_isOver && (_current is not { } known || known.CrmId < crmId))
        {
            _isOver = !await records.MoveNextAsync();
            _current = _isOver ? null : records.Current;
        }

        return _current is { } found && found.CrmId == crmId ? found : null;
    }

    public ValueTask DisposeAsync() => records.DisposeAsync();
}
