namespace Pragmatika.Sandbox.Store;

/// <summary>All dictionaries of the portal. Look-ups by (dictionary, value) do not scan.</summary>
public sealed class StatusDictionary
{
    private readonly Dictionary<int, CrmStatus> _byId = [];
    private readonly Dictionary<string, List<CrmStatus>> _byEntity = new(StringComparer.Ordinal);
    private int _lastId;

    /// <summary>Every entry, ascending by id.</summary>
    public IEnumerable<CrmStatus> All => _byId.Values.OrderBy(status => status.Id);

    public IEnumerable<string> EntityIds => _byEntity.Keys;

    public int NextId() => ++_lastId;

    public CrmStatus? Find(int id) => _byId.GetValueOrDefault(id);

    public CrmStatus? Find(string entityId, string statusId) =>
        _byEntity.GetValueOrDefault(entityId)?.Find(status => status.StatusId == statusId);

    /// <summary>One dictionary by sort, then id.</summary>
    public IReadOnlyList<CrmStatus> Of(string entityId) => _byEntity.GetValueOrDefault(entityId) ?? [];

    public void Clear()
    {
        _byId.Clear();
        _byEntity.Clear();
        _lastId = 0;
    }

    public CrmStatus Add(CrmStatus status)
    {
        _lastId = Math.Max(_lastId, status.Id);
        _byId[status.Id] = status;
        if (!_byEntity.TryGetValue(status.EntityId, out var list))
        {
            _byEntity[status.EntityId] = list = [];
        }

        list.Add(status);
        Sort(status.EntityId);
        return status;
    }

    public void Remove(CrmStatus status)
    {
        _byId.Remove(status.Id);
        _byEntity[status.EntityId].Remove(status);
    }

    public void RemoveAll(string entityId)
    {
        foreach (var status in Of(entityId))
        {
            _byId.Remove(status.Id);
        }

        _byEntity.Remove(entityId);
    }

    /// <summary>Restores the order after a sort value changed.</summary>
    public void Sort(string entityId) =>
        _byEntity[entityId] = [.. _byEntity[entityId].OrderBy(status => status.Sort).ThenBy(status => status.Id)];
}
