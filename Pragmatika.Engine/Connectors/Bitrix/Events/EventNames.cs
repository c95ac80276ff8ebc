using System.Collections.Frozen;
using System.Globalization;

namespace Pragmatika.Engine.Connectors.Bitrix.Events;

/// <summary>Names of the CRM events that tell of a record. Reference 8.6, "Online events".</summary>
public static class EventNames
{
    private const string DynamicItem = "ONCRMDYNAMICITEM";
    private const string MoveToCategory = "ONCRMDEALMOVETOCATEGORY";
    private const int Deal = 2;

    private static readonly (string Ending, bool IsDelete)[] Endings = [("ADD", false), ("UPDATE", false), ("DELETE", true)];

    private static readonly (string Kind, int EntityTypeId)[] Classic = [("LEAD", 1), ("DEAL", Deal), ("CONTACT", 3), ("COMPANY", 4), ("QUOTE", 7)];

    private static readonly FrozenDictionary<string, (int EntityTypeId, bool IsDelete)> Known = Classic
        .SelectMany(kind => Endings.Select(ending => KeyValuePair.Create("ONCRM" + kind.Kind + ending.Ending, (kind.EntityTypeId, ending.IsDelete))))
        .Append(KeyValuePair.Create(MoveToCategory, (Deal, false)))
        .ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// The kind of record an event tells of. <paramref name="named"/> is the payload's ENTITY_TYPE_ID, which items of smart processes need unless their event has their own
    /// name (<c>ONCRMDYNAMICITEMUPDATE_1038</c>). Null for events that tell of no record; kind 0 when the record's kind is missing.
    /// </summary>
    public static (int EntityTypeId, bool IsDelete)? Find(string name, int? named)
    {
        if (Known.TryGetValue(name, out var known))
        {
            return known;
        }

        if (!name.StartsWith(DynamicItem, StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        var rest = name.AsSpan(DynamicItem.Length);
        var bar = rest.IndexOf('_');
        foreach (var (ending, isDelete) in Endings)
        {
            if ((bar < 0 ? rest : rest[..bar]).Equals(ending, StringComparison.OrdinalIgnoreCase))
            {
                return (bar < 0 ? named ?? 0 : Number(rest[(bar + 1)..]), isDelete);
            }
        }

        return null;
    }

    /// <summary>The names to bind for one kind of record.</summary>
    public static IEnumerable<string> Of(int entityTypeId)
    {
        var (kind, _) = Array.Find(Classic, known => known.EntityTypeId == entityTypeId);
        foreach (var (ending, _) in Endings)
        {
            yield return kind is null ? string.Create(CultureInfo.InvariantCulture, $"{DynamicItem}{ending}_{entityTypeId}") : "ONCRM" + kind + ending;
        }

        if (entityTypeId == Deal)
        {
            // A move to another pipeline raises no ONCRMDEALUPDATE.
            yield return MoveToCategory;
        }
    }

    private static int Number(ReadOnlySpan<char> text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
