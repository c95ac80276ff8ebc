using Pragmatika.Sandbox.Store;

namespace Pragmatika.Sandbox.Control.State;

/// <summary>Everything small about a portal, as the head of the state file has it. Rows follow packed.</summary>
public sealed record PortalSnapshot
{
    public required int Format { get; init; }

    public required List<TableHead> Tables { get; init; }

    public required List<CrmStatus> Statuses { get; init; }

    public required List<Category> Categories { get; init; }

    public required List<SmartType> Types { get; init; }

    public required List<UserField> UserFields { get; init; }

    public required Dictionary<int, StoredFile> Files { get; init; }

    public required List<ProductRow> ProductRows { get; init; }

    public required Dictionary<string, LooseHead> Loose { get; init; }

    public required List<EventSubscription> Subscriptions { get; init; }

    public required List<OfflineEvent> OfflineEvents { get; init; }

    public required Counters Counters { get; init; }
}

/// <summary>A table: the slots it added to the stock ones, its last id, and how many rows follow.</summary>
public sealed record TableHead(int EntityTypeId, IReadOnlyList<string> Additions, int LastId, int Rows);

/// <summary>A lesser table in full.</summary>
public sealed record LooseHead(int LastId, List<LooseRecord> Records);
