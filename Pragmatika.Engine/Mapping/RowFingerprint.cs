using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Pragmatika.Engine.Mapping;

/// <summary>
/// What tells whether the values a mapping reads from a row changed. The encoding gives each value a tag of its type and, where the size may vary, its length,
/// so that null, an empty text and values shifted between neighbours never look alike. A change of type or scale alone counts as a change: it costs one plan, nothing else.
/// </summary>
public static class RowFingerprint
{
    /// <summary>Bytes of a fingerprint.</summary>
    public const int Length = 16;

    private const int FixedBytes = 1 + sizeof(decimal);

    [ThreadStatic]
    private static byte[]? _buffer;

    /// <summary>128 bits over the definition's hash and the raw values at <paramref name="ordinals"/>; -1 stands for a column that is not there.</summary>
    public static byte[] Of(SourceRow row, ReadOnlySpan<byte> definitionHash, int[] ordinals)
    {
        var buffer = _buffer ??= new byte[4096];
        definitionHash.CopyTo(buffer);
        var length = definitionHash.Length;
        foreach (var ordinal in ordinals)
        {
            var value = ordinal < 0 ? null : row.Values[ordinal];
            length = Append(ref buffer, length, value);
        }

        var hash = new byte[Length];
        Murmur3.Hash(buffer.AsSpan(0, length), 0, hash);
        return hash;
    }

    private static int Append(ref byte[] buffer, int at, object? value)
    {
        switch (value)
        {
            case null or DBNull:
                Room(ref buffer, at, FixedBytes);
                buffer[at] = 0;
                return at + 1;
            case string text:
                return AppendBytes(ref buffer, at, 1, MemoryMarshal.AsBytes(text.AsSpan()));
            case byte[] bytes:
                return AppendBytes(ref buffer, at, 2, bytes);
            case decimal number:
                Room(ref buffer, at, FixedBytes);
                buffer[at] = 3;
                MemoryMarshal.Write(buffer.AsSpan(at + 1), number);
                return at + FixedBytes;
            default:
                Room(ref buffer, at, FixedBytes);
                return AppendFixed(buffer, at, value) ?? AppendBytes(ref buffer, at, 15, MemoryMarshal.AsBytes(Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture).AsSpan()));
        }
    }

    private static int? AppendFixed(byte[] buffer, int at, object value)
    {
        var rest = buffer.AsSpan(at + 1);
        switch (value)
        {
            case long number:
                return Long(buffer, at, 4, number);
            case int number:
                return Long(buffer, at, 4, number);
            case short number:
                return Long(buffer, at, 4, number);
            case byte number:
                return Long(buffer, at, 4, number);
            case bool flag:
                return Long(buffer, at, 5, flag ? 1 : 0);
            case double number:
                return Long(buffer, at, 6, BitConverter.DoubleToInt64Bits(number));
            case float number:
                return Long(buffer, at, 6, BitConverter.DoubleToInt64Bits(number));
            case DateTime moment:
                return Long(buffer, at, moment.Kind == DateTimeKind.Utc ? (byte)8 : (byte)7, moment.Ticks);
            case DateTimeOffset moment:
                return Long(buffer, at, 8, moment.UtcTicks);
            case DateOnly day:
                return Long(buffer, at, 9, day.DayNumber);
            case Guid guid:
                buffer[at] = 10;
                guid.TryWriteBytes(rest);
                return at + 17;
            default:
                return null;
        }
    }

    private static int Long(byte[] buffer, int at, byte tag, long number)
    {
        buffer[at] = tag;
        BinaryPrimitives.WriteInt64LittleEndian(buffer.AsSpan(at + 1), number);
        return at + 1 + sizeof(long);
    }

    private static int AppendBytes(ref byte[] buffer, int at, byte tag, ReadOnlySpan<byte> bytes)
    {
        Room(ref buffer, at, 1 + sizeof(int) + bytes.Length);
        buffer[at] = tag;
        BinaryPrimitives.WriteInt32LittleEndian(buffer.AsSpan(at + 1), bytes.Length);
        bytes.CopyTo(buffer.AsSpan(at + 1 + sizeof(int)));
        return at + 1 + sizeof(int) + bytes.Length;
    }

    private static void Room(ref byte[] buffer, int at, int needed)
    {
        if (buffer.Length - at >= needed)
        {
            return;
        }

        var larger = new byte[Math.Max(buffer.Length * 2, at + needed)];
        buffer.AsSpan(0, at).CopyTo(larger);
        buffer = larger;
        // A rare huge row must not keep its memory for the life of the thread.
        if (larger.Length <= 1 << 20)
        {
            _buffer = larger;
        }
    }
}
