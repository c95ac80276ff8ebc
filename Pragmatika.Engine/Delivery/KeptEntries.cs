using Pragmatika.Engine.Connectors.Bitrix;
using Pragmatika.Engine.Connectors.Bitrix.Entities;
using Pragmatika.Engine.Links;
using Pragmatika.Engine.Mapping;

namespace Pragmatika.Engine.Delivery;

/// <summary>Phones and e-mails that people added in the CRM stay: an update takes away only what the exchange wrote before. Pure.</summary>
internal static class KeptEntries
{
    /// <summary>The wanted entries and, beside them, those of the record that were never ours. Any other field is just what is wanted.</summary>
    public static Value Beside(Change change, int index, string field, IReadOnlyList<MultiFieldEntry> current)
    {
        var wanted = change.Record.Wanted[index];
        if (!Communications.TryParse(field, out var typeId, out _))
        {
            return wanted;
        }

        var ours = change is { IsAdoption: true, IsOwnWork: false } ? [] : MatchText.Members(change.Before[index]).Select(Meaning).ToHashSet(StringComparer.Ordinal);
        var theirs = current.Where(entry => entry.TypeId == typeId && !ours.Contains(Communications.Meaning(typeId, entry.Value))).ToList();
        if (theirs.Count == 0)
        {
            return wanted;
        }

        var members = MatchText.Members(wanted).ToList();
        var meanings = members.Select(Meaning).ToHashSet(StringComparer.Ordinal);
        members.AddRange(theirs.Where(entry => meanings.Add(Communications.Meaning(typeId, entry.Value))).Select(entry => Value.Text(entry.Value)));
        return members.Count == 1 ? members[0] : Value.List(members);

        string Meaning(Value value) => Communications.Meaning(typeId, value.ToString());
    }
}
