using System.Buffers.Binary;

namespace Pragmatika.Bench.Pump;

/// <summary>Bodies of write requests in the order in which an engine sent them, in one file: length (4 bytes, little-endian), bytes, and so on.</summary>
internal static class PreparedRequests
{
    public static List<byte[]> Load(string path)
    {
        var bodies = new List<byte[]>();
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 20);
        Span<byte> length = stackalloc byte[sizeof(int)];
        while (file.ReadAtLeast(length, sizeof(int), throwOnEndOfStream: false) == sizeof(int))
        {
            var body = new byte[BinaryPrimitives.ReadInt32LittleEndian(length)];
            file.ReadExactly(body);
            bodies.Add(body);
        }

        return bodies;
    }

    public static void Append(Stream file, ReadOnlySpan<byte> body)
    {
        Span<byte> length = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(length, body.Length);
        file.Write(length);
        file.Write(body);
    }
}
