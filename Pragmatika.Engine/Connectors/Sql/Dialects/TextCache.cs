using System.Buffers.Binary;
using System.Text;

namespace Pragmatika.Engine.Connectors.Sql.Dialects;

/// <summary>Keeps the strings that one column repeats, so that they are decoded and allocated once; gives up where hardly anything repeats.</summary>
internal sealed class TextCache
{
    private const int Slots = 256;
    private const int LongestKept = 100;
    private const int Trial = 1_000;

    private (byte[] Bytes, string Text)[]? _kept = new (byte[], string)[Slots];
    private int _reads;
    private int _hits;

    public string Read(ReadOnlySpan<byte> utf8)
    {
        if (_kept is null || utf8.Length > LongestKept)
        {
            return Encoding.UTF8.GetString(utf8);
        }

        ref var kept = ref _kept[Slot(utf8)];
        _reads++;
        if (kept.Bytes is not null && utf8.SequenceEqual(kept.Bytes))
        {
            _hits++;
            return kept.Text;
        }

        var text = Encoding.UTF8.GetString(utf8);
        kept = (utf8.ToArray(), text);
        if (_reads >= Trial)
        {
            _kept = _hits * 2 < _reads ? null : _kept;
            _reads = _hits = 0;
        }

        return text;
    }

    private static int Slot(ReadOnlySpan<byte> utf8)
    {
        var hash = (ulong)utf8.Length;
        if (utf8.Length >= 8)
        {
            hash = (hash * 0x9E3779B97F4A7C15) ^ BinaryPrimitives.ReadUInt64LittleEndian(utf8);
            hash = (hash * 0x9E3779B97F4A7C15) ^ BinaryPrimitives.ReadUInt64LittleEndian(utf8[^8..]);
        }
        else
        {
            foreach (var part in utf8)
            {
                hash = (hash * 31) + part;
            }
        }

        return (int)((hash * 0x9E3779B97F4A7C15) >> 56);
    }
}
