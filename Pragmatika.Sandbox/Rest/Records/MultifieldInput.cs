using Pragmatika.Sandbox.Store;
using Pragmatika.Sandbox.Wire;

namespace Pragmatika.Sandbox.Rest.Records;

/// <summary>
/// Changes phones, e-mails and the like by the rules of reference 5.5: without an id a value is appended, with one it is changed,
/// an empty value or DELETE removes, what is not named stays.
/// </summary>
public sealed class MultifieldInput(Portal portal, bool classic)
{
    private static readonly Dictionary<string, string[]> ValueTypes = new(StringComparer.Ordinal)
    {
        ["PHONE"] = ["WORK", "MOBILE", "FAX", "HOME", "PAGER", "MAILING", "OTHER"],
        ["EMAIL"] = ["WORK", "HOME", "MAILING", "OTHER"],
        ["WEB"] = ["WORK", "HOME", "FACEBOOK", "VK", "LIVEJOURNAL", "TWITTER", "OTHER"],
        ["IM"] = ["TELEGRAM", "VK", "SKYPE", "VIBER", "BITRIX24", "OPENLINE", "IMOL", "ICQ", "MSN", "JABBER", "OTHER"],
        ["LINK"] = ["USER", "OTHER"],
    };

    /// <summary>Applies the <c>fm</c> value of <c>crm.item.*</c>; entries without typeId are ignored.</summary>
    public FieldValue ApplyItem(FieldValue current, PhpValue value)
    {
        var items = current.Communications.ToList();
        foreach (var (key, entry) in value.Array ?? new PhpArray())
        {
            if (entry.Array is not { } parts)
            {
                continue;
            }

            var id = value.Array!.IsList ? parts["id"].AsInteger : PhpValue.Of(key).AsInteger;
            var typeId = parts["typeId"].AsText.ToUpperInvariant();
            ApplyOne(items, id, typeId, parts["valueType"].AsText, parts["value"].AsText, isRemoval: false);
        }

        return FieldValue.OfCommunications([.. items]);
    }

    /// <summary>Applies PHONE, EMAIL and so on of the old methods.</summary>
    public FieldValue ApplyClassic(FieldValue current, string typeId, PhpValue value)
    {
        var items = current.Communications.ToList();
        foreach (var (_, entry) in value.Array ?? new PhpArray())
        {
            if (entry.Array is { } parts)
            {
                var isRemoval = parts.AnyCase("DELETE").IsYes;
                ApplyOne(items, parts.AnyCase("ID").AsInteger, typeId, parts.AnyCase("VALUE_TYPE").AsText, parts.AnyCase("VALUE").AsText, isRemoval);
            }
            else if (!entry.IsEmpty)
            {
                ApplyOne(items, 0, typeId, "", entry.AsText, isRemoval: false);
            }
        }

        return FieldValue.OfCommunications([.. items]);
    }

    private void ApplyOne(List<Communication> items, int id, string typeId, string valueType, string value, bool isRemoval)
    {
        var place = id > 0 ? items.FindIndex(item => item.Id == id) : -1;
        if (place >= 0 && (isRemoval || value.Length == 0))
        {
            items.RemoveAt(place);
            return;
        }

        typeId = typeId.Length == 0 && place >= 0 ? items[place].TypeId : typeId;
        if (isRemoval || value.Length == 0 || !ValueTypes.ContainsKey(typeId))
        {
            return;
        }

        CheckEmail(typeId, value);
        if (place >= 0)
        {
            items[place] = items[place] with { Value = value, ValueType = valueType.Length == 0 ? items[place].ValueType : KnownType(typeId, valueType) };
            return;
        }

        items.Add(new Communication(++portal.Counters.Communication, typeId, KnownType(typeId, valueType), value));
    }

    private static string KnownType(string typeId, string valueType)
    {
        var known = ValueTypes[typeId];
        return Array.Find(known, type => type == valueType) ?? known[0];
    }

    private void CheckEmail(string typeId, string value)
    {
        if (typeId != "EMAIL")
        {
            return;
        }

        var at = value.IndexOf('@', StringComparison.Ordinal);
        if (at <= 0 || value.LastIndexOf('@') != at || at == value.Length - 1 || value.AsSpan(at).IndexOf('.') < 0 || value.AsSpan().ContainsAny(" \t,;"))
        {
            throw classic
                ? Errors.Core("The field \"E-mail\" contains an invalid address.<br>")
                : Errors.Core("The field \"E-mail\" contains an invalid address.");
        }
    }
}
