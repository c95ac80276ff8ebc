namespace Pragmatika.Engine.Mapping.Values;

/// <summary>The forms in which 1C GUIDs reach a table. Source: domain facts, "GUID byte order".</summary>
public static class GuidText
{
    private const int Bytes = 16;

    /// <summary>A GUID from 16 bytes in the given order; <see cref="GuidBytes.Text"/> and <see cref="GuidBytes.Hex32"/> say nothing of bytes and mean the order of 1C.</summary>
    public static bool TryRead(ReadOnlySpan<byte> bytes, GuidBytes order, out Guid guid)
    {
        guid = default;
        if (bytes.Length != Bytes)
        {
            return false;
        }

        guid = Read(bytes, order);
        return true;
    }

    /// <summary>
    /// A GUID from text: 36 characters in any case with or without braces, or 32 hexadecimal digits. With a binary <paramref name="order"/>, 32 digits (also after 0x)
    /// are the stored bytes.
    /// </summary>
    public static bool TryRead(string text, GuidBytes order, out Guid guid)
    {
        var trimmed = text.AsSpan().Trim();
        if (trimmed.StartsWith("0x", StringComparison.OrdinalIgnoreCase) || (trimmed.Length == 2 * Bytes && IsBinary(order)))
        {
            return TryReadHex(trimmed, order, out guid);
        }

        return Guid.TryParse(trimmed, out guid);
    }

    /// <summary>The 16 bytes as the connection stores them: .NET's own order with <see cref="GuidBytes.BinaryNet"/>, otherwise that of 1C.</summary>
    public static byte[] Write(Guid guid, GuidBytes order)
    {
        if (order == GuidBytes.BinaryNet)
        {
            return guid.ToByteArray();
        }

        Span<byte> plain = stackalloc byte[Bytes];
        guid.TryWriteBytes(plain, bigEndian: true, out _);
        return [.. plain[8..], .. plain[6..8], .. plain[4..6], .. plain[..4]];
    }

    /// <summary>Whether the connection says that sixteen bytes are a GUID; otherwise they are just bytes.</summary>
    public static bool IsBinary(GuidBytes order) => order is GuidBytes.Binary1C or GuidBytes.BinaryNet;

    /// <summary>A GUID from exactly 16 bytes; see <see cref="TryRead(ReadOnlySpan{byte}, GuidBytes, out Guid)"/>.</summary>
    public static Guid Read(ReadOnlySpan<byte> stored, GuidBytes order)
    {
        if (order == GuidBytes.BinaryNet)
        {
            return new Guid(stored);
        }

        // 1C stores g4 g5 g3 g2 g1, every group big-endian.
        Span<byte> plain = stackalloc byte[Bytes];
        stored[12..].CopyTo(plain);
        stored[10..12].CopyTo(plain[4..]);
        stored[8..10].CopyTo(plain[6..]);
        stored[..8].CopyTo(plain[8..]);
        return new Guid(plain, bigEndian: true);
    }

    private static bool TryReadHex(ReadOnlySpan<char> text, GuidBytes order, out Guid guid)
    {
        var hex = text.StartsWith("0x", StringComparison.OrdinalIgnoreCase) ? text[2..] : text;
        Span<byte> bytes = stackalloc byte[Bytes];
        guid = default;
        return hex.Length == 2 * Bytes && Convert.FromHexString(hex, bytes, out _, out _) == System.Buffers.OperationStatus.Done && TryRead(bytes, order, out guid);
    }
}
