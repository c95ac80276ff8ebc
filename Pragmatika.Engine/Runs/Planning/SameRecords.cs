using Pragmatika.Engine.Delivery;

namespace Pragmatika.Engine.Runs.Planning;

/// <summary>Joins keys of one batch that carry the same match value: one person under two GUIDs with one phone becomes one contact. Pure.</summary>
internal static class SameRecords
{
    /// <summary>In batch order: the first key of a value makes the record (or was found), later ones join it.</summary>
    public static void Join(IEnumerable<RecordWork> records, int rules)
    {
        var seen = new Dictionary<(int Rule, string Value), RecordWork>();
        foreach (var record in records.Where(record => record.Cause is null))
        {
            var values = Values(record, rules).ToList();
            if (record.IsUndecided && values.Select(value => seen.GetValueOrDefault(value)).FirstOrDefault(found => found is not null) is { } first)
            {
                Follow(record, first.Principal ?? first);
                continue;
            }

            foreach (var value in values)
            {
                seen.TryAdd(value, record);
            }
        }
    }

    private static void Follow(RecordWork record, RecordWork first)
    {
        if (first.CrmId is { } id)
        {
            record.CrmId = id;
            record.Twin = first.Twin;
        }
        else
        {
            record.Principal = first;
        }
    }

    private static IEnumerable<(int Rule, string Value)> Values(RecordWork record, int rules)
    {
        for (var rule = 0; rule < rules; rule++)
        {
            foreach (var text in record.MatchTexts(rule))
            {
                yield return (rule, text);
            }
        }
    }
}
