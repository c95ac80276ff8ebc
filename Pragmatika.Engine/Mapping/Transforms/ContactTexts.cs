using System.Buffers;
using Pragmatika.Engine.Privacy;

namespace Pragmatika.Engine.Mapping.Transforms;

/// <summary>Several phones or addresses of one field as one value: a text for one, a list without repeats for more.</summary>
internal static class ContactTexts
{
    private static readonly SearchValues<char> Forbidden = SearchValues.Create(" <>()[]\\\"");
    private static readonly char[] MailSeparators = [',', ';', ' ', '\n'];

    /// <summary>A part without digits is a remark («нет», «жена») and is left out; a part with digits that is no number is trouble.</summary>
    public static Made Phones(IEnumerable<string> parts, string? city)
    {
        var found = new List<Value>(2);
        foreach (var part in parts)
        {
            if (part.AsSpan().IndexOfAnyInRange('0', '9') < 0)
            {
                continue;
            }

            if (PhoneNumbers.Parse(part, city) is not { } number)
            {
                return Troubles.NotPhone(part);
            }

            Add(found, Value.Text(number.E164));
        }

        return OneOrMany(found);
    }

    public static Made Emails(IEnumerable<string> texts)
    {
        var found = new List<Value>(1);
        foreach (var text in texts)
        {
            foreach (var part in text.Split(MailSeparators, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            {
                if (!IsEmail(part))
                {
                    return Troubles.NotEmail(part);
                }

                Add(found, Value.Text(part.ToLowerInvariant()));
            }
        }

        return OneOrMany(found);
    }

    private static bool IsEmail(string text)
    {
        var at = text.IndexOf('@', StringComparison.Ordinal);
        var domain = text.AsSpan(at + 1);
        return at > 0 && text.Length <= 254 && domain.IndexOf('.') > 0 && domain[^1] != '.' && domain.IndexOf('@') < 0 && !domain.Contains("..", StringComparison.Ordinal)
            && text.AsSpan().IndexOfAny(Forbidden) < 0;
    }

    private static void Add(List<Value> found, Value value)
    {
        if (!found.Contains(value))
        {
            found.Add(value);
        }
    }

    private static Value OneOrMany(List<Value> found) => found.Count switch
    {
        0 => Value.None,
        1 => found[0],
        _ => Value.List(found),
    };
}
