using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Pragmatika.Engine.Mapping;

/// <summary>128 bits that stand for a key, so that millions of keys need no strings. Two keys meet by chance once in 10^19 tries with millions of them.</summary>
internal readonly record struct KeyHash(UInt128 Value)
{
    public static KeyHash Of(string key)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        var length = Encoding.UTF8.GetMaxByteCount(key.Length);
        Span<byte> text = length <= 1024 ? stackalloc byte[length] : new byte[length];
        SHA256.HashData(text[..Encoding.UTF8.GetBytes(key, text)], hash);
        return new KeyHash(BinaryPrimitives.ReadUInt128LittleEndian(hash));
    }
}
