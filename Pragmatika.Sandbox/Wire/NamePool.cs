namespace Pragmatika.Sandbox.Wire;

/// <summary>Shares the strings of parameter names: a batch of fifty repeats the same twenty. One pool a thread, bounded, so no name is kept for good.</summary>
public static class NamePool
{
    private const int Size = 1024;
    private const int LongestKept = 40;

    [ThreadStatic]
    private static string?[]? _names;

    public static string Get(ReadOnlySpan<char> name)
    {
        if (name.Length is 0 or > LongestKept)
        {
            return name.ToString();
        }

        var names = _names ??= new string?[Size];
        ref var place = ref names[Hash(name) & (Size - 1)];
        return place is not null && name.SequenceEqual(place) ? place : place = name.ToString();
    }

    private static uint Hash(ReadOnlySpan<char> name)
    {
        var hash = (uint)name.Length;
        foreach (var sign in name)
        {
            hash = (hash * 31) + sign;
        }

        return hash ^ (hash >> 12);
    }
}
