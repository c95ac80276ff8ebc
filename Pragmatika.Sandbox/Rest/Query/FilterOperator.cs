namespace Pragmatika.Sandbox.Rest.Query;

/// <summary>What a filter key's prefix asks for (reference 5.1).</summary>
public enum FilterOperator : byte
{
    Equal,
    NotEqual,
    Greater,
    GreaterOrEqual,
    Less,
    LessOrEqual,
    Contains,
    NotContains,
    Like,
    NotLike,
}

/// <summary>Splits a filter key into its prefix and the field name.</summary>
public static class FilterOperators
{
    /// <summary>Longest first: <c>!=%</c> must not be read as <c>!=</c>.</summary>
    private static readonly (string Prefix, FilterOperator Operator)[] Prefixes =
    [
        ("!=%", FilterOperator.NotLike), ("!%=", FilterOperator.NotLike), ("!@", FilterOperator.NotEqual), ("!=", FilterOperator.NotEqual),
        ("<>", FilterOperator.NotEqual), ("!%", FilterOperator.NotContains), (">=", FilterOperator.GreaterOrEqual), ("<=", FilterOperator.LessOrEqual),
        ("=%", FilterOperator.Like), ("%=", FilterOperator.Like), ("!", FilterOperator.NotEqual), (">", FilterOperator.Greater), ("<", FilterOperator.Less),
        ("=", FilterOperator.Equal), ("@", FilterOperator.Equal), ("%", FilterOperator.Contains),
    ];

    public static (FilterOperator Operator, string Name) Split(string key)
    {
        foreach (var (prefix, found) in Prefixes)
        {
            if (key.StartsWith(prefix, StringComparison.Ordinal))
            {
                return (found, key[prefix.Length..]);
            }
        }

        return (FilterOperator.Equal, key);
    }
}
