using Pragmatika.Engine.Connectors.Bitrix;
using Pragmatika.Engine.Delivery;
using Pragmatika.Engine.Mapping;
using Pragmatika.Engine.Privacy;
using Pragmatika.Engine.Runs.Planning;

namespace Pragmatika.Engine.Runs.Verify;

/// <summary>Compares what a row makes of a record with the CRM record, in the fields our rules own. Pure but for the look-up it is given.</summary>
internal sealed class RecordComparer(FlowTarget target)
{
    /// <summary>Differing fields by their index. <paramref name="idOf"/> gives the CRM id a reference stands for, or null.</summary>
    public Dictionary<int, FieldDifference> Compare(Value[] wanted, CrmItem item, Func<RecordReference, long?> idOf)
    {
        var differences = new Dictionary<int, FieldDifference>();
        for (var index = 0; index < wanted.Length; index++)
        {
            var rule = target.Mapper.Rules[index];
            var value = wanted[index];
            if (rule.Direction == Direction.ToSql || rule.Kind != RuleKind.Field || (rule.Write == WriteWhen.NeverEmpty && value.IsNone))
            {
                continue;
            }

            if (Differs(rule, target.Mapper.Fields[index], value, item, idOf) is { } difference)
            {
                differences[index] = difference;
            }
        }

        return differences;
    }

    /// <summary>
    /// Takes away what the portal filled by itself (a closing date, a default of a list) where we want nothing and have never written anything.
    /// <paramref name="agreed"/> is what both sides last agreed on.
    /// </summary>
    public static void DropDefaults(Dictionary<int, FieldDifference> differences, Value[] wanted, Value[] agreed)
    {
        foreach (var index in differences.Keys.Where(index => wanted[index].IsNone && agreed[index].IsNone).ToList())
        {
            differences.Remove(index);
        }
    }

    private FieldDifference? Differs(Rule rule, string name, Value wanted, CrmItem item, Func<RecordReference, long?> idOf)
    {
        if (IsMultiField(name))
        {
            return Communications(rule, name, wanted, item);
        }

        if (wanted.Kind == ValueKind.Reference)
        {
            wanted = idOf(wanted.AsReference) is { } id ? Value.Number(id) : Value.None;
        }

        var actual = item.Values.GetValueOrDefault(name);
        if (rule.Write == WriteWhen.IfEmpty)
        {
            // Only an empty field is ours to fill: any value there is right.
            return wanted.IsNone || !actual.IsNone ? null : new FieldDifference(name, wanted.ToString(), string.Empty);
        }

        return Meaning.Same(target.Entity.Fields.GetValueOrDefault(name), wanted, actual, name == "stageId" ? Pipeline(item) : null)
            ? null
            : new FieldDifference(name, wanted.ToString(), actual.ToString());
    }

    /// <summary>Every phone and e-mail of the row must be there; further ones belong to people.</summary>
    private static FieldDifference? Communications(Rule rule, string name, Value wanted, CrmItem item)
    {
        var entries = item.MultiFields.Where(entry => string.Equals(entry.TypeId, name, StringComparison.OrdinalIgnoreCase)).ToList();
        var present = entries.Select(entry => Normal(name, entry.Value)).ToHashSet(StringComparer.OrdinalIgnoreCase);
        if (rule.Write == WriteWhen.IfEmpty && present.Count > 0)
        {
            return null;
        }

        var members = Links.MatchText.Members(wanted).Select(value => value.ToString()).ToList();
        return members.TrueForAll(value => present.Contains(Normal(name, value)))
            ? null
            : new FieldDifference(name, Masked(members), Masked(entries.Select(entry => entry.Value)));
    }

    private static long? Pipeline(CrmItem item) => item.Values.GetValueOrDefault("categoryId") is { Kind: ValueKind.Number } category ? (long)category.AsNumber : null;

    private static bool IsMultiField(string name) => name is "phone" or "email" or "web" or "im" or "link";

    private static string Normal(string name, string text) => name == "phone"
        ? string.Concat(text.Where(char.IsAsciiDigit))
        : text.Trim();

    /// <summary>Both sides alike: what is kept of a number or an address is enough to tell two apart, not to use it.</summary>
    private static string Masked(IEnumerable<string> values) => string.Join("; ", values.Select(PersonalText.Mask));
}
