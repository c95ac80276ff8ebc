namespace Pragmatika.Engine.Delivery;

/// <summary>Components waiting for a lane. A lane that takes one keeps all of it, so order holds inside.</summary>
internal sealed class LaneQueue(IReadOnlyList<IReadOnlyList<Change>> components)
{
    private readonly Lock _lock = new();
    private int _next;

    /// <summary>Fills <paramref name="carry"/> with whole components until it holds <paramref name="wanted"/> changes or nothing is left.</summary>
    public void Fill(Queue<Change> carry, int wanted)
    {
        lock (_lock)
        {
            while (carry.Count < wanted && _next < components.Count)
            {
                foreach (var change in components[_next++])
                {
                    carry.Enqueue(change);
                }
            }
        }
    }
}
