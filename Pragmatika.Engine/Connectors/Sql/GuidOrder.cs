using Pragmatika.Engine.Mapping;

namespace Pragmatika.Engine.Connectors.Sql;

/// <summary>Turns sixteen stored bytes into a GUID and back, in the order of the connection (domain facts, "GUID byte order").</summary>
internal static class GuidOrder
{
    public static Guid Read(ReadOnlySpan<byte> bytes, GuidBytes order)
    {
        if (order == GuidBytes.BinaryNet)
        {
            return new Guid(bytes);
        }

        // 1C stores g4 g5 g3 g2 g1, every group big-endian.
        Span<byte> straight = stackalloc byte[16];
        bytes[12..16].CopyTo(straight);
        bytes[10..12].CopyTo(straight[4..]);
        bytes[8..10].CopyTo(straight[6..]);
        bytes[..8].CopyTo(straight[8..]);
        return new Guid(straight, bigEndian: true);
    }

    public static byte[] Write(Guid guid, GuidBytes order)
    {
        if (order == GuidBytes.BinaryNet)
        {
            return guid.ToByteArray();
        }

        Span<byte> straight = stackalloc byte[16];
        guid.TryWriteBytes(straight, bigEndian: true, out _);
        var bytes = new byte[16];
        straight[8..].CopyTo(bytes);
        straight[6..8].CopyTo(bytes.AsSpan(8));
        straight[4..6].CopyTo(bytes.AsSpan(10));
        straight[..4].CopyTo(bytes.AsSpan(12));
        return bytes;
    }

    /// <summary>Whether the connection says that sixteen bytes are a GUID; otherwise they are just bytes.</summary>
    public static bool IsBinary(GuidBytes order) => order is GuidBytes.Binary1C or GuidBytes.BinaryNet;
}
