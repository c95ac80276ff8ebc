namespace Pragmatika.Engine.Demo.Generation;

/// <summary>A small random source of our own (SplitMix64): the same numbers on every runtime, seeded per client and per row.</summary>
internal struct Dice(ulong seed)
{
    private ulong _state = seed;

    /// <summary>A source of its own for one thing among many.</summary>
    public static Dice For(int seed, ulong kind, long index) => new(Mix(Mix((ulong)(uint)seed + (kind << 40)) + (ulong)index));

    public ulong Next()
    {
        _state += 0x9E3779B97F4A7C15;
        return Mix(_state);
    }

    /// <summary>0 to below <paramref name="limit"/>.</summary>
    public int Below(int limit) => (int)((Next() >> 32) * (ulong)limit >> 32);

    public int Between(int least, int most) => least + Below(most - least + 1);

    public bool Chance(double share) => (Next() >> 11) * (1.0 / (1UL << 53)) < share;

    public T Of<T>(IReadOnlyList<T> items) => items[Below(items.Count)];

    private static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}
