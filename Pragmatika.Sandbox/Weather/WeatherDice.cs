namespace Pragmatika.Sandbox.Weather;

/// <summary>Repeatable chance: the n-th draw of a rule depends on the seed, the rule and n, not on what other rules saw.</summary>
public sealed class WeatherDice(ulong seed, int rule)
{
    private ulong _draws;

    /// <summary>At least 0, below 1.</summary>
    public double Next()
    {
        // SplitMix64.
        var mixed = seed + ((ulong)rule * 0xD1B54A32D192ED03) + (++_draws * 0x9E3779B97F4A7C15);
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return ((mixed ^ (mixed >> 31)) >> 11) * (1.0 / (1ul << 53));
    }
}
