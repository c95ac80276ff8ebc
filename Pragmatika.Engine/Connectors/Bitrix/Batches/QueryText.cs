using System.Buffers;
using System.Globalization;
using System.Text;
using Pragmatika.Engine.Mapping.Values;

namespace Pragmatika.Engine.Connectors.Bitrix.Batches;

/// <summary>
/// Writes the urlencoded query of one command: names in PHP brackets, values percent-encoded as UTF-8. One rented buffer a command, one string at the end.
/// </summary>
internal struct QueryText : IDisposable
{
    // What stays as it is. Brackets of names and $result references stay raw too: the portal decodes the query once either way.
    private static readonly SearchValues<char> Unreserved =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~");

    private char[] _chars;
    private int _length;

    public QueryText(int capacity)
    {
        _chars = ArrayPool<char>.Shared.Rent(capacity);
        _length = 0;
    }

    /// <summary>Begins <c>name=</c>. The name is written raw apart from the operators of a filter key.</summary>
    public readonly int Length => _length;

    public void Name(ReadOnlySpan<char> name)
    {
        Separate();
        Raw(name);
        Raw("=");
    }

    /// <summary>Begins <c>outer[name]=</c>, <c>outer[name][]=</c> when <paramref name="list"/>.</summary>
    public void Member(ReadOnlySpan<char> outer, ReadOnlySpan<char> name, bool list = false)
    {
        Separate();
        Raw(outer);
        Raw("[");
        Encoded(name);
        Raw(list ? "][]=" : "]=");
    }

    /// <summary>Begins <c>outer[key][part]=</c>.</summary>
    public void Part(ReadOnlySpan<char> outer, ReadOnlySpan<char> key, ReadOnlySpan<char> part)
    {
        Separate();
        Raw(outer);
        Raw("[");
        Raw(key);
        Raw("][");
        Raw(part);
        Raw("]=");
    }

    public void Raw(ReadOnlySpan<char> text)
    {
        Grow(text.Length);
        text.CopyTo(_chars.AsSpan(_length));
        _length += text.Length;
    }

    public void Number(long number)
    {
        Grow(20);
        number.TryFormat(_chars.AsSpan(_length), out var written, default, CultureInfo.InvariantCulture);
        _length += written;
    }

    public void Number(decimal number)
    {
        Grow(NumberText.MostChars);
        _length += NumberText.Write(number, _chars.AsSpan(_length));
    }

    /// <summary>Percent-encodes. A lone surrogate becomes U+FFFD, as in UTF-8.</summary>
    public void Encoded(ReadOnlySpan<char> text)
    {
        while (!text.IsEmpty)
        {
            var plain = text.IndexOfAnyExcept(Unreserved);
            if (plain < 0)
            {
                Raw(text);
                return;
            }

            Raw(text[..plain]);
            text = text[plain..];
            var special = text.IndexOfAny(Unreserved);
            Percent(special < 0 ? text : text[..special]);
            text = special < 0 ? default : text[special..];
        }
    }

    public override readonly string ToString() => new(_chars, 0, _length);

    public void Dispose()
    {
        ArrayPool<char>.Shared.Return(_chars);
        _chars = [];
    }

    private void Percent(ReadOnlySpan<char> text)
    {
        // Four bytes are the longest UTF-8 sequence and three characters write one byte.
        Grow(text.Length * 9);
        Span<byte> bytes = stackalloc byte[4];
        var target = _chars.AsSpan(_length);
        var written = 0;
        while (!text.IsEmpty)
        {
            Rune.DecodeFromUtf16(text, out var rune, out var consumed);
            var count = rune.EncodeToUtf8(bytes);
            foreach (var one in bytes[..count])
            {
                target[written] = '%';
                target[written + 1] = Hex(one >> 4);
                target[written + 2] = Hex(one & 15);
                written += 3;
            }

            text = text[consumed..];
        }

        _length += written;
    }

    private static char Hex(int digit) => (char)(digit < 10 ? '0' + digit : 'A' + digit - 10);

    private void Separate()
    {
        if (_length > 0)
        {
            Raw("&");
        }
    }

    private void Grow(int count)
    {
        if (_length + count <= _chars.Length)
        {
            return;
        }

        var larger = ArrayPool<char>.Shared.Rent(Math.Max(_length + count, _chars.Length * 2));
        _chars.AsSpan(0, _length).CopyTo(larger);
        ArrayPool<char>.Shared.Return(_chars);
        _chars = larger;
    }
}
