using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Pragmatika.Engine.Mapping;

namespace Pragmatika.Engine.Delivery.Extras;

/// <summary>
/// What both sides agree on of a file, in place of its content: the path with size and time of change, the address, or the hash of what the column holds. Looks at files, never into them.
/// </summary>
internal static class FileStamps
{
    /// <summary>Puts stamps in the place of what the row says, which goes to <see cref="RecordWork.Files"/>.</summary>
    public static void Put(RecordWork record, FlowTarget target)
    {
        for (var index = 0; index < record.Wanted.Length; index++)
        {
            if (target.Mapper.Rules[index] is { Kind: RuleKind.File, File: { } settings } && record.Wanted[index] is { IsNone: false } source)
            {
                (record.Files ??= [])[index] = source;
                record.Wanted[index] = source.Kind == ValueKind.List
                    ? Value.List(source.AsList.Select(one => Value.Text(Of(settings, one.ToString()))))
                    : Value.Text(Of(settings, source.ToString()));
            }
        }
    }

    /// <summary>Changes when the file does. A file that is not there, or must not be read, is its path alone: reading it says why.</summary>
    public static string Of(FileSettings settings, string source)
    {
        if (settings.Holds == FileHolds.Content)
        {
            return "sha256 " + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(source)));
        }

        return FilePaths.IsAddress(source) || FilePaths.Find(settings, source) is not { } file
            ? source
            : string.Create(CultureInfo.InvariantCulture, $"{source} ({file.Length} B, {file.LastWriteTimeUtc:yyyy-MM-dd'T'HH:mm:ss.fff'Z'})");
    }
}
