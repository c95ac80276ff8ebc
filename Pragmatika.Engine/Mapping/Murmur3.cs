using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;

namespace Pragmatika.Engine.Mapping;

/// <summary>
/// MurmurHash3 x64 128 (A. Appleby, public domain): five times as fast as SHA-256 on rows of a few hundred bytes. Not for secrets: it resists chance, not an attacker.
/// </summary>
internal static class Murmur3
{
    private const ulong C1 = 0x87c37b91114253d5;
    private const ulong C2 = 0x4cf5ad432745937f;

    /// <summary>The 16 bytes of the hash, low half first, both halves little-endian.</summary>
    public static void Hash(ReadOnlySpan<byte> data, uint seed, Span<byte> hash)
    {
        ulong h1 = seed;
        ulong h2 = seed;
        var blocks = MemoryMarshal.Cast<byte, ulong>(data[..(data.Length & ~15)]);
        for (var index = 0; index < blocks.Length; index += 2)
        {
            h1 ^= Mix1(Little(blocks[index]));
            h1 = (BitOperations.RotateLeft(h1, 27) + h2) * 5 + 0x52dce729;
            h2 ^= Mix2(Little(blocks[index + 1]));
            h2 = (BitOperations.RotateLeft(h2, 31) + h1) * 5 + 0x38495ab5;
        }

        Span<byte> tail = stackalloc byte[16];
        tail.Clear();
        data[(data.Length & ~15)..].CopyTo(tail);
        h2 ^= Mix2(BinaryPrimitives.ReadUInt64LittleEndian(tail[8..]));
        h1 ^= Mix1(BinaryPrimitives.ReadUInt64LittleEndian(tail));

        h1 ^= (ulong)data.Length;
        h2 ^= (ulong)data.Length;
        h1 += h2;
        h2 += h1;
        h1 = Finish(h1);
        h2 = Finish(h2);
        h1 += h2;
        h2 += h1;
        BinaryPrimitives.WriteUInt64LittleEndian(hash, h1);
        BinaryPrimitives.WriteUInt64LittleEndian(hash[8..], h2);
    }

    private static ulong Little(ulong word) => BitConverter.IsLittleEndian ? word : BinaryPrimitives.ReverseEndianness(word);

    private static ulong Mix1(ulong word) => BitOperations.RotateLeft(word * C1, 31) * C2;

    private static ulong Mix2(ulong word) => BitOperations.RotateLeft(word * C2, 33) * C1;

    private static ulong Finish(ulong word)
    {
        word ^= word >> 33;
        word *= 0xff51afd7ed558ccd;
        word ^= word >> 33;
        word *= 0xc4ceb9fe1a85ec53;
        return word ^ (word >> 33);
    }
}
