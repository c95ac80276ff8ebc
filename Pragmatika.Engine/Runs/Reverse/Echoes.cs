using Pragmatika.Engine.Links;

namespace Pragmatika.Engine.Runs.Reverse;

/// <summary>What a heard record is to a write of ours that nobody heard of yet.</summary>
internal enum Echo : byte
{
    /// <summary>No write of ours is unheard, so the change is somebody's.</summary>
    None,

    /// <summary>Our own write: every value is as we left it.</summary>
    Own,

    /// <summary>Our own write, but a value differs: somebody changed it in between, or the portal spells it in its own way.</summary>
    NearMiss,
}

/// <summary>Tells our own writes that come back from changes of others, each write once, however late it is heard and under whatever name.</summary>
internal static class Echoes
{
    /// <summary>Judges the records of one hearing and spends the marks. Records that could not be compared keep theirs.</summary>
    public static void Judge(IEnumerable<ReverseRecord> heard)
    {
        foreach (var record in heard)
        {
            if (record.IsAsAgreed is { } same && LinkMark.Unheard.IsOn(record.Link.Agreed))
            {
                record.Echo = same ? Echo.Own : Echo.NearMiss;
                record.AgreedMoved = true; // the link is stored without its mark
            }
        }
    }

    /// <summary>Adds what was judged to the counters of the flows; several keys of one record count once.</summary>
    public static void Count(IEnumerable<ReverseRecord> heard, RunCounters[] counters)
    {
        foreach (var record in heard.Where(record => record.Echo != Echo.None).DistinctBy(record => (record.Flow.Target.Index, record.Link.CrmId)))
        {
            ref var flow = ref counters[record.Flow.Target.Index];
            flow = record.Echo == Echo.Own ? flow with { Echoes = flow.Echoes + 1 } : flow with { NearMisses = flow.NearMisses + 1 };
        }
    }
}
