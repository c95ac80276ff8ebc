using System.Collections.Concurrent;

namespace Pragmatika.Sandbox.Limits;

/// <summary>What a call costs in working time. Without a set cost the measured time counts.</summary>
public sealed class MethodCosts(TimeSpan? defaultCost)
{
    private readonly ConcurrentDictionary<string, TimeSpan> _costs = new(StringComparer.OrdinalIgnoreCase);

    public TimeSpan? Default { get; set; } = defaultCost;

    /// <summary>Set cost of a method, or null to measure.</summary>
    public TimeSpan? Of(string method) => _costs.TryGetValue(method, out var cost) ? cost : Default;

    public void Set(string method, TimeSpan cost) => _costs[method] = cost;

    public void Clear() => _costs.Clear();
}
