namespace Pragmatika.Engine.Runs;

/// <summary>Who is right where the two sides differ.</summary>
public enum RepairSide
{
    Sql,

    /// <summary>Only where a rule leads back to SQL; other fields stay as they are.</summary>
    Crm,

    /// <summary>The side that changed last; a side that does not tell when loses, and SQL keeps its value when neither is later.</summary>
    Newest,
}

/// <summary>Which findings of a comparison to repair; null: all of the report. <paramref name="IgnoresFuse"/> is a person's yes to a mass change, for this repair.</summary>
public sealed record RepairOrder(RepairSide Side, IReadOnlyList<long>? Numbers = null, bool IgnoresFuse = false);
