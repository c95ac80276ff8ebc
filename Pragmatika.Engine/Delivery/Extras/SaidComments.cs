using Pragmatika.Engine.Connectors.Bitrix.Timeline;

namespace Pragmatika.Engine.Delivery.Extras;

/// <summary>
/// Tells which comments stand on a timeline already. A text that was said long ago and is wanted again is not there yet: what was said before it stands above it. Pure.
/// </summary>
internal static class SaidComments
{
    /// <summary>Lands those that are there and returns the others. <paramref name="timeline"/> is the record's, the newest first.</summary>
    public static List<Extra> Without(IEnumerable<Extra> comments, IReadOnlyList<TimelineComment> timeline)
    {
        var taken = new HashSet<long>();
        var missing = new List<Extra>();
        foreach (var comment in comments)
        {
            if (Find(comment, timeline, taken) is { } found)
            {
                taken.Add(found.Id);
                comment.Land();
            }
            else
            {
                missing.Add(comment);
            }
        }

        return missing;
    }

    private static TimelineComment? Find(Extra wanted, IReadOnlyList<TimelineComment> timeline, HashSet<long> taken)
    {
        foreach (var comment in timeline.Where(comment => !taken.Contains(comment.Id)))
        {
            if (TimelineCommands.IsSame(wanted.Wanted.ToString(), comment))
            {
                return comment;
            }

            if (!wanted.Before.IsNone && TimelineCommands.IsSame(wanted.Before.ToString(), comment))
            {
                return null; // the last thing we said: nothing of ours came after it
            }
        }

        return null;
    }
}
