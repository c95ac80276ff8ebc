using System.Buffers.Binary;
using System.Text;
using Pragmatika.Engine.Connectors.Bitrix;
using Pragmatika.Engine.Mapping;

namespace Pragmatika.Engine.Hearing.Sweep;

/// <summary>The fields by which a record hangs on others. They may change without a modified time, so the sweep remembers their fingerprint. Pure.</summary>
internal static class Bindings
{
    private static readonly HashSet<string> Names =
        new(StringComparer.Ordinal) { "companyId", "companyIds", "contactId", "contactIds", "leadId", "dealId", "quoteId", "mycompanyId" };

    /// <summary>Those that this kind of record has, in a fixed order.</summary>
    public static IReadOnlyList<string> FieldsOf(CrmEntity entity) =>
        entity.Fields.Keys.Where(name => Names.Contains(name) || name.StartsWith("parentId", StringComparison.Ordinal)).Order(StringComparer.Ordinal).ToList();

    /// <summary>Equal for equal bindings; never null-like, also when there are none.</summary>
    public static long Fingerprint(CrmItem item, IReadOnlyList<string> fields)
    {
        var text = new StringBuilder();
        foreach (var field in fields)
        {
            text.Append(item.Values.GetValueOrDefault(field)).Append('|');
        }

        Span<byte> hash = stackalloc byte[16];
        Murmur3.Hash(Encoding.UTF8.GetBytes(text.ToString()), 0, hash);
        return BinaryPrimitives.ReadInt64LittleEndian(hash);
    }
}
