using Pragmatika.Engine.Mapping;

namespace Pragmatika.Engine.Links;

/// <summary>
/// Match values as links keep them: with n match rules, position r holds the first value of rule r and position n + r its second one, so that a record with two phones is found by either.
/// </summary>
internal static class MatchText
{
    public static string[] Of(ReadOnlySpan<Value> matchValues)
    {
        var texts = new string[matchValues.Length * 2];
        Array.Fill(texts, string.Empty);
        for (var rule = 0; rule < matchValues.Length; rule++)
        {
            var members = Members(matchValues[rule]);
            for (var position = 0; position < Math.Min(members.Count, 2); position++)
            {
                texts[(position * matchValues.Length) + rule] = members[position].ToString();
            }
        }

        return texts;
    }

    /// <summary>The position after all match values: it holds the CRM id, so that all keys of one record are found. Only flows that match keep it.</summary>
    public static int CrmIdPosition(int rules) => rules * 2;

    public static IReadOnlyList<Value> Members(Value value) => value.Kind switch
    {
        ValueKind.None => [],
        ValueKind.List => value.AsList,
        _ => [value],
    };
}
