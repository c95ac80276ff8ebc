using System.Net.Http.Headers;
using Pragmatika.Engine.Mapping;

namespace Pragmatika.Engine.Delivery.Extras;

/// <summary>The names that files get in the CRM. Pure.</summary>
internal static class FileNames
{
    private static readonly (byte[] Beginning, string Ending)[] Known =
    [
        ("%PDF"u8.ToArray(), ".pdf"), ([0x89, 0x50, 0x4E, 0x47], ".png"), ([0xFF, 0xD8, 0xFF], ".jpg"), ("GIF8"u8.ToArray(), ".gif"), ("PK"u8.ToArray(), ".zip"),
    ];

    /// <summary>Of content without a name: the rule's, or the field with the ending that the content's first bytes tell.</summary>
    public static string Of(Rule rule, FileSettings settings, ReadOnlySpan<byte> bytes)
    {
        if (settings.Name is { Length: > 0 } name)
        {
            return name;
        }

        foreach (var (beginning, ending) in Known)
        {
            if (bytes.StartsWith(beginning))
            {
                return rule.Field + ending;
            }
        }

        return rule.Field + ".bin";
    }

    /// <summary>Of a download: what the host calls it, or the last part of the address.</summary>
    public static string Of(Rule rule, FileSettings settings, Uri address, HttpContentHeaders headers)
    {
        var called = headers.ContentDisposition is { } disposition ? (disposition.FileNameStar ?? disposition.FileName)?.Trim('"') : null;
        var name = Path.GetFileName(called is { Length: > 0 } ? called : Uri.UnescapeDataString(address.Segments[^1].TrimEnd('/')));
        return name.Length > 0 ? name : settings.Name ?? rule.Field;
    }
}
