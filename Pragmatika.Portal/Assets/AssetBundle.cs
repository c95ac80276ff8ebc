using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;

namespace Pragmatika.Portal.Assets;

/// <summary>One file made of several, compressed once. Its address holds its fingerprint, so a browser may keep it for ever.</summary>
public sealed class AssetBundle
{
    private readonly Dictionary<string, byte[]> _bodies;

    private AssetBundle(string path, string contentType, string tag, Dictionary<string, byte[]> bodies) =>
        (Path, ContentType, Tag, _bodies) = (path, contentType, tag, bodies);

    /// <summary>From the root of the site, without the leading slash.</summary>
    public string Path { get; }

    public string ContentType { get; }

    public string Tag { get; }

    public static AssetBundle Of(string folder, string name, string extension, string contentType, string text)
    {
        var plain = Encoding.UTF8.GetBytes(text);
        var tag = Convert.ToHexStringLower(SHA256.HashData(plain))[..12];
        return new AssetBundle($"{folder}/{name}.{tag}.{extension}", contentType, tag, new Dictionary<string, byte[]>(StringComparer.Ordinal)
        {
            ["br"] = Compress(plain, body => new BrotliStream(body, CompressionLevel.Optimal)),
            ["gzip"] = Compress(plain, body => new GZipStream(body, CompressionLevel.Optimal)),
            [string.Empty] = plain,
        });
    }

    /// <summary>The smallest body that the browser understands, and its encoding: empty is none.</summary>
    public (byte[] Body, string Encoding) For(string acceptEncoding)
    {
        var encoding = _bodies.Keys.FirstOrDefault(known => known.Length > 0 && Accepts(acceptEncoding, known)) ?? string.Empty;
        return (_bodies[encoding], encoding);
    }

    private static bool Accepts(string header, string encoding) =>
        header.Split(',', StringSplitOptions.TrimEntries).Any(offer => offer == encoding || (offer.StartsWith(encoding + ";", StringComparison.Ordinal) && !offer.EndsWith("q=0", StringComparison.Ordinal)));

    private static byte[] Compress(byte[] plain, Func<Stream, Stream> open)
    {
        using var body = new MemoryStream();
        using (var packer = open(body))
        {
            packer.Write(plain);
        }

        return body.ToArray();
    }
}
