namespace Pragmatika.Bench.Storms.Oracle;

internal enum Side : byte
{
    Sql,
    Crm,
}

/// <summary>An invariant that does not hold. The storm ends here.</summary>
internal sealed class StormBrokenException(string invariant, string detail) : Exception($"{invariant}: {detail}")
{
    /// <summary>Which invariant: doubled, lost, bounced, overwritten, resurrected, counters, foreign, links, differs in a column, unbound, marked, unmarked, restless.</summary>
    public string Invariant => invariant;
}
