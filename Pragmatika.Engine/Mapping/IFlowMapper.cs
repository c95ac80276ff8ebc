namespace Pragmatika.Engine.Mapping;

/// <summary>A flow's mapping compiled for one row shape. Pure and safe to call from many threads at once.</summary>
public interface IFlowMapper
{
    string Flow { get; }

    /// <summary>
    /// CRM field names in the order of <see cref="MapResult.Mapped.Values"/>. Fields of rules that only bring values to SQL are among them: their value is what the column holds, or
    /// None where that cannot be read.
    /// </summary>
    IReadOnlyList<string> Fields { get; }

    /// <summary>The rule behind each field, same order.</summary>
    IReadOnlyList<Rule> Rules { get; }

    MapResult Map(SourceRow row);

    /// <summary>
    /// The values by which a record is recognised besides its key, one per match rule of the flow, in the order of the rules;
    /// None where the record has no such value. <paramref name="values"/> is what <see cref="Map"/> gave.
    /// </summary>
    Value[] MatchValues(Value[] values);
}
