using System.Globalization;
using System.Runtime.InteropServices;
using Pragmatika.Engine.Delivery.Extras;
using Pragmatika.Engine.Mapping;

namespace Pragmatika.Engine.Runs.Opening;

/// <summary>
/// Hashes the columns a definition uses, see <see cref="RowFingerprint"/>, and the size and time of the files that <paramref name="files"/> name: a file may change while its row does not.
/// </summary>
internal sealed class RowFingerprinter(byte[] definitionHash, int[] ordinals, (int Ordinal, FileSettings Settings)[] files)
{
    public byte[] Of(SourceRow row)
    {
        var fingerprint = RowFingerprint.Of(row, definitionHash, ordinals);
        foreach (var (ordinal, settings) in files)
        {
            if (ordinal >= 0 && Convert.ToString(row.Values[ordinal], CultureInfo.InvariantCulture) is { Length: > 0 } path && !FilePaths.IsAddress(path))
            {
                Mix(fingerprint, FileStamps.Of(settings, path));
            }
        }

        return fingerprint;
    }

    private static void Mix(byte[] fingerprint, string stamp)
    {
        Span<byte> hash = stackalloc byte[RowFingerprint.Length];
        Murmur3.Hash(MemoryMarshal.AsBytes(stamp.AsSpan()), 0, hash);
        for (var index = 0; index < fingerprint.Length; index++)
        {
            fingerprint[index] = (byte)((fingerprint[index] * 31) ^ hash[index]);
        }
    }
}
