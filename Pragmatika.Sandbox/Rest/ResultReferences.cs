using System.Text;
using Pragmatika.Sandbox.Wire;

namespace Pragmatika.Sandbox.Rest;

/// <summary>
/// Replaces <c>$result[label][path]…</c> in a command by what earlier commands answered. A reference that resolves to nothing becomes an
/// empty string; what the real portal does then nobody has written down (reference 4).
/// </summary>
public sealed class ResultReferences(AnswerBuffer buffer)
{
    private const string Prefix = "$result[";
    private readonly Dictionary<string, (int From, int To)> _answers = new(StringComparer.Ordinal);

    public void Remember(string label, int from, int to) => _answers[label] = (from, to);

    /// <summary>Replaces in place, through all depths.</summary>
    public void Resolve(PhpArray parameters)
    {
        for (var place = 0; place < parameters.Count; place++)
        {
            var (key, value) = parameters[place];
            if (value.Array is { } nested)
            {
                Resolve(nested);
            }
            else if (value.AsText.Contains(Prefix, StringComparison.Ordinal))
            {
                parameters.Set(key, Replaced(value.AsText));
            }
        }
    }

    private PhpValue Replaced(string text)
    {
        var made = new StringBuilder();
        var at = 0;
        while (text.IndexOf(Prefix, at, StringComparison.Ordinal) is var start and >= 0)
        {
            var path = ReadPath(text, start + Prefix.Length - 1, out var end);
            var value = Find(path);
            if (start == 0 && end == text.Length)
            {
                return value.IsMissing ? PhpValue.Of("") : value;
            }

            made.Append(text, at, start - at).Append(value.AsText);
            at = end;
        }

        return PhpValue.Of(made.Append(text, at, text.Length - at).ToString());
    }

    private PhpValue Find(List<string> path) => path.Count > 0 && _answers.TryGetValue(path[0], out var place)
        ? JsonPathReader.Find(buffer.Bytes.Written.Span[place.From..place.To], path.Skip(1))
        : default;

    private static List<string> ReadPath(string text, int at, out int end)
    {
        var path = new List<string>();
        while (at < text.Length && text[at] == '[' && text.IndexOf(']', at) is var close and > 0)
        {
            path.Add(text[(at + 1)..close].Trim('\'', '"'));
            at = close + 1;
        }

        end = at;
        return path;
    }
}
