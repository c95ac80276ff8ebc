namespace Pragmatika.Sandbox.Store;

/// <summary>Deleted records that can be brought back: the last ones, as the portal keeps them for a time only.</summary>
public sealed class RecycleBin
{
    private const int Capacity = 10_000;

    private readonly Dictionary<(int EntityTypeId, int Id), CrmRecord> _records = [];
    private readonly Queue<(int EntityTypeId, int Id)> _order = new();

    public void Put(int entityTypeId, CrmRecord record)
    {
        _records[(entityTypeId, record.Id)] = record;
        _order.Enqueue((entityTypeId, record.Id));
        while (_order.Count > Capacity)
        {
            _records.Remove(_order.Dequeue());
        }
    }

    /// <summary>Takes a record out; null when it is not there.</summary>
    public CrmRecord? Take(int entityTypeId, int id) => _records.Remove((entityTypeId, id), out var record) ? record : null;

    public void Empty()
    {
        _records.Clear();
        _order.Clear();
    }
}
