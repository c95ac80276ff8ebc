namespace Pragmatika.Engine.Mapping;

/// <summary>One value that could not be made: which field, from which column, why, and what to do about it (in the user's language).</summary>
public sealed record FieldProblem(string Field, string? Column, string Reason, string Remedy);

/// <summary>What a flow makes of one row.</summary>
public abstract record MapResult
{
    /// <summary>A record: <paramref name="Values"/> stand in the order of the flow's fields.</summary>
    public sealed record Mapped(string Key, Value[] Values) : MapResult;

    /// <summary>The flow does not want this row (its condition is false, or its key is empty).</summary>
    public sealed record Skip(string Reason) : MapResult;

    /// <summary>The row is wanted but some value cannot be made; every problem is listed.</summary>
    public sealed record Reject(string? Key, IReadOnlyList<FieldProblem> Problems) : MapResult;
}
