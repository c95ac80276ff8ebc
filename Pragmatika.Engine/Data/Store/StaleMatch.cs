namespace Pragmatika.Engine.Data.Store;

/// <summary>A row of the index from match value to link that a write makes untrue. <see cref="Value"/> is as it stands in the index.</summary>
internal readonly record struct StaleMatch(int FlowId, int Rule, string Value, long LinkId)
{
    /// <summary>Rows of one link whose value is another one, or none, after the write. Both texts are as <see cref="MatchText.Join"/> makes them.</summary>
    public static IEnumerable<StaleMatch> Of(int flowId, long linkId, string stored, string written)
    {
        var (before, after) = (MatchText.Split(stored), MatchText.Split(written));
        for (var rule = 0; rule < before.Count; rule++)
        {
            if (before[rule].Length > 0 && (rule >= after.Count || after[rule] != before[rule]))
            {
                yield return new StaleMatch(flowId, rule, MatchText.Indexed(before[rule]), linkId);
            }
        }
    }

    public static List<StaleMatch> Of(IEnumerable<ReplacedMatches> links) => [.. links.SelectMany(link => Of(link.FlowId, link.LinkId, link.Stored, link.Written))];
}

/// <summary>Match values of a stored link that a write changes.</summary>
internal sealed record ReplacedMatches(int FlowId, long LinkId, string Stored, string Written);
