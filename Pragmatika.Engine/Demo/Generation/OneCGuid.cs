using Pragmatika.Engine.Mapping;
using Pragmatika.Engine.Mapping.Values;

namespace Pragmatika.Engine.Demo.Generation;

/// <summary>GUIDs of the look 1C gives them: time-based (version 1) with one tail per database.</summary>
internal static class OneCGuid
{
    /// <summary>Different for every (kind, index) below 2^38.</summary>
    public static Guid Of(int seed, byte kind, long index)
    {
        // An odd factor permutes the 32 low bits, so neighbours do not look like neighbours and still never meet.
        var low = (uint)index * 2654435761u;
        var middle = (ushort)(0x4e88 + (index >> 32));
        var tail = (uint)((seed * 2654435761L) & 0xffffffff);
        return new Guid(low, middle, 0x11f0, 0x9c, kind, 0x00, 0x50, (byte)(tail >> 24), (byte)(tail >> 16), (byte)(tail >> 8), (byte)tail);
    }

    /// <summary>What a cast reads out of the bytes of 1C that does not know their order.</summary>
    public static Guid Careless(Guid guid) => new(GuidText.Write(guid, GuidBytes.Binary1C));
}
