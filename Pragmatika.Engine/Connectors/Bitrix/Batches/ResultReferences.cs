using System.Text.Json;

namespace Pragmatika.Engine.Connectors.Bitrix.Batches;

/// <summary>Finds, resolves and renames <c>$result[cN][path]</c> in the query of a command, raw or percent-encoded. Pure.</summary>
internal static class ResultReferences
{
    private const string Raw = "$result[c";
    private const string Encoded = "%24result%5Bc";

    /// <summary>The commands of the same batch whose answers this query uses.</summary>
    public static IEnumerable<int> In(string query)
    {
        for (var at = 0; TryFind(query, at, out var reference); at = reference.End)
        {
            yield return reference.Label;
        }
    }

    /// <summary>
    /// The query with every reference to <paramref name="renamed"/> labels renamed, and every other one replaced by the value found in <paramref name="results"/>;
    /// null when some reference leads to nothing.
    /// </summary>
    public static string? Rewrite(string query, IReadOnlyDictionary<int, int> renamed, Func<int, ReadOnlyMemory<byte>> results)
    {
        var at = 0;
        var text = new System.Text.StringBuilder(query.Length);
        for (; TryFind(query, at, out var reference); at = reference.End)
        {
            text.Append(query, at, reference.Start - at);
            if (renamed.TryGetValue(reference.Label, out var label))
            {
                text.Append("$result[c").Append(label).Append(']').Append(string.Concat(reference.Path.Select(step => "[" + step + "]")));
            }
            else if (Resolve(results(reference.Label), reference.Path) is { } value)
            {
                text.Append(Uri.EscapeDataString(value));
            }
            else
            {
                return null;
            }
        }

        return at == 0 ? query : text.Append(query, at, query.Length - at).ToString();
    }

    private static string? Resolve(ReadOnlyMemory<byte> json, IReadOnlyList<string> path)
    {
        if (json.IsEmpty)
        {
            return null;
        }

        using var document = JsonDocument.Parse(json);
        var element = document.RootElement;
        foreach (var step in path)
        {
            if (element.ValueKind == JsonValueKind.Object && element.TryGetProperty(step, out var member))
            {
                element = member;
            }
            else if (element.ValueKind == JsonValueKind.Array && int.TryParse(step, out var index) && index >= 0 && index < element.GetArrayLength())
            {
                element = element[index];
            }
            else
            {
                return null;
            }
        }

        return element.ValueKind is JsonValueKind.String or JsonValueKind.Number ? element.ToString() : null;
    }

    private static bool TryFind(string query, int from, out Reference reference)
    {
        reference = default;
        var raw = query.IndexOf(Raw, from, StringComparison.Ordinal);
        var encoded = query.IndexOf(Encoded, from, StringComparison.OrdinalIgnoreCase);
        if (raw < 0 && encoded < 0)
        {
            return false;
        }

        var isRaw = raw >= 0 && (encoded < 0 || raw < encoded);
        var start = isRaw ? raw : encoded;
        var (open, close) = isRaw ? ("[", "]") : ("%5B", "%5D");
        var steps = new List<string>();
        var at = start + (isRaw ? "$result" : "%24result").Length;
        while (string.Compare(query, at, open, 0, open.Length, StringComparison.OrdinalIgnoreCase) == 0
            && query.IndexOf(close, at, StringComparison.OrdinalIgnoreCase) is >= 0 and var end)
        {
            steps.Add(query[(at + open.Length)..end]);
            at = end + close.Length;
        }

        if (steps.Count == 0 || !int.TryParse(steps[0].AsSpan(1), out var label))
        {
            return false;
        }

        reference = new(start, at, label, steps[1..]);
        return true;
    }

    private readonly record struct Reference(int Start, int End, int Label, IReadOnlyList<string> Path);
}
