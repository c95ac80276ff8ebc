using System.Security.Cryptography;
using System.Text;
using Pragmatika.Engine.Stores;

namespace Pragmatika.Engine.Data.Store;

/// <summary>How match values are stored: all of a link joined in one column, and one indexed row each.</summary>
internal static class MatchText
{
    private const char End = '\u001F';

    /// <summary>Each value with its end mark, so that "one empty value" and "no values" stay apart.</summary>
    public static string Join(IReadOnlyList<string> values) => values.Count switch
    {
        0 => string.Empty,
        1 => values[0] + End,
        _ => string.Join(End, values) + End,
    };

    public static IReadOnlyList<string> Split(string joined) => joined.Length == 0 ? [] : joined[..^1].Split(End);

    /// <summary>The value as it stands in the index: itself, or its hash when it is too long for an index key.</summary>
    public static string Indexed(string value) => value.Length <= KeyColumns.MatchLength
        ? value
        : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(value)));
}
