using System.Text;

namespace Pragmatika.Sandbox.Wire;

/// <summary>
/// Reads <c>a[b][]=c</c> pairs the way PHP does: <c>[]</c> appends, a later scalar replaces an earlier one,
/// a key without its closing bracket is plain text. Source: reference 1.2.
/// </summary>
public static class FormParameters
{
    /// <summary>Room for the fields of a usual record, so that the array need not grow.</summary>
    private const int UsualFields = 16;

    public static void Read(ReadOnlySpan<char> text, PhpArray into)
    {
        foreach (var range in text.Split('&'))
        {
            var pair = text[range];
            if (pair.IsEmpty)
            {
                continue;
            }

            var equals = pair.IndexOf('=');
            var key = equals < 0 ? pair : pair[..equals];
            var value = equals < 0 ? default : pair[(equals + 1)..];
            Assign(into, key.IndexOfAny('%', '+') < 0 ? key : Decode(key), PhpValue.Of(Decode(value)));
        }
    }

    /// <summary>Puts one decoded pair in its place, making the arrays on the way.</summary>
    public static void Assign(PhpArray into, ReadOnlySpan<char> key, PhpValue value)
    {
        var open = key.IndexOf('[');
        if (open <= 0 || key[open..].IndexOf(']') < 0)
        {
            into.Set(NamePool.Get(key), value);
            return;
        }

        var name = key[..open];
        var rest = key[open..];
        var target = into;
        while (true)
        {
            var close = rest.IsEmpty || rest[0] != '[' ? -1 : rest.IndexOf(']');
            if (close < 0)
            {
                Put(target, name, value);
                return;
            }

            target = Child(target, name);
            name = rest[1..close];
            rest = rest[(close + 1)..];
        }
    }

    private static void Put(PhpArray target, ReadOnlySpan<char> name, PhpValue value)
    {
        if (name.IsEmpty)
        {
            target.Append(value);
            return;
        }

        target.Set(NamePool.Get(name), value);
    }

    private static PhpArray Child(PhpArray target, ReadOnlySpan<char> name)
    {
        if (!name.IsEmpty && target[NamePool.Get(name)].Array is { } existing)
        {
            return existing;
        }

        var child = new PhpArray(target.Count < 3 ? UsualFields : 4);
        Put(target, name, PhpValue.Of(child));
        return child;
    }

    /// <summary>Percent and plus decoding to UTF-8; a broken escape stays as it is.</summary>
    public static string Decode(ReadOnlySpan<char> text)
    {
        if (text.IndexOfAny('%', '+') < 0)
        {
            return text.ToString();
        }

        var bytes = text.Length <= 256 ? stackalloc byte[768] : new byte[text.Length * 3];
        var length = 0;
        var plain = 0;
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] == '+')
            {
                length += Copy(text[plain..at], bytes[length..]);
                bytes[length++] = (byte)' ';
                plain = at + 1;
            }
            else if (text[at] == '%' && at + 2 < text.Length && char.IsAsciiHexDigit(text[at + 1]) && char.IsAsciiHexDigit(text[at + 2]))
            {
                length += Copy(text[plain..at], bytes[length..]);
                bytes[length++] = (byte)((Nibble(text[at + 1]) << 4) | Nibble(text[at + 2]));
                at += 2;
                plain = at + 1;
            }
        }

        length += Encoding.UTF8.GetBytes(text[plain..], bytes[length..]);
        return Encoding.UTF8.GetString(bytes[..length]);
    }

    /// <summary>Escapes mostly follow one another: then there is nothing between them.</summary>
    private static int Copy(ReadOnlySpan<char> text, Span<byte> into) => text.IsEmpty ? 0 : Encoding.UTF8.GetBytes(text, into);

    private static int Nibble(char digit) => digit <= '9' ? digit - '0' : (digit | 0x20) - 'a' + 10;
}
