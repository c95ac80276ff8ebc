namespace Pragmatika.Engine.Mapping;

/// <summary>Which way a rule moves values.</summary>
public enum Direction
{
    /// <summary>SQL to CRM.</summary>
    ToCrm,

    /// <summary>CRM to SQL.</summary>
    ToSql,
    Both,
}

/// <summary>When a value is written to the CRM.</summary>
public enum WriteWhen
{
    Always,

    /// <summary>Only when the CRM field is empty.</summary>
    IfEmpty,

    /// <summary>Never replaces a value with nothing.</summary>
    NeverEmpty,
}

/// <summary>Who wins when both sides changed since they last agreed.</summary>
public enum ConflictPolicy
{
    Sql,
    Crm,
    Newest,
    LongestNonEmpty,
    Ask,
}

/// <summary>Which side's values a rule begins with where nothing was agreed on yet.</summary>
public enum RuleSeed
{
    Sql,
    Crm,
}

/// <summary>Where a rule's value begins.</summary>
/// <remarks>Exactly one of the properties is set; validation reports any other combination.</remarks>
public sealed record RuleSource
{
    public string? Column { get; init; }

    public string? Constant { get; init; }

    /// <summary>Handlebars text over the row's columns, for example <c>{{Brand}} {{Model}}</c>.</summary>
    public string? Template { get; init; }

    /// <summary>The record another flow of the same exchange makes from the same row.</summary>
    public string? Flow { get; init; }
}

/// <summary>One step on the way from source to field: its kind and the settings of that kind, for example <c>{"kind":"replace","pattern":"\\s+","with":" "}</c>.</summary>
public sealed record TransformSpec
{
    public required string Kind { get; init; }

    /// <summary>Settings by name, as JSON scalars, arrays or objects.</summary>
    [System.Text.Json.Serialization.JsonExtensionData]
    public IDictionary<string, System.Text.Json.JsonElement>? Settings { get; init; }
}

/// <summary>One line of a mapping: source, transforms, CRM field.</summary>
public sealed record Rule
{
    [System.Text.Json.Serialization.JsonIgnore(Condition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingDefault)]
    public RuleKind Kind { get; init; }

    /// <summary>For <see cref="RuleKind.File"/>.</summary>
    public FileSettings? File { get; init; }

    /// <summary>The field in item naming (<c>title</c>, <c>stageId</c>, <c>ufCrm7Vin</c>); <c>phone</c> and <c>email</c> name the multi-fields.</summary>
    public required string Field { get; init; }

    public required RuleSource Source { get; init; }

    public IReadOnlyList<TransformSpec> Transforms { get; init; } = [];

    public Direction Direction { get; init; } = Direction.ToCrm;

    public WriteWhen Write { get; init; } = WriteWhen.Always;

    public ConflictPolicy Conflict { get; init; } = ConflictPolicy.Sql;

    /// <summary>Lets an empty value win a conflict. Without it the side that holds something wins, whatever <see cref="Conflict"/> says.</summary>
    public bool EmptyWins { get; init; }

    /// <summary>
    /// Of a rule ↔: who fills the other side where both hold something and nothing was agreed on yet. A rule that is added to a flow with linked records must say it; null leaves it to
    /// <see cref="Conflict"/>.
    /// </summary>
    public RuleSeed? Seed { get; init; }

    /// <summary>Column to write CRM values to when <see cref="Direction"/> includes SQL and the source is not a plain column.</summary>
    public string? ToColumn { get; init; }
}

/// <summary>A test on a row. Exactly one of the groups or a column test is set.</summary>
public sealed record RowCondition
{
    public IReadOnlyList<RowCondition>? All { get; init; }

    public IReadOnlyList<RowCondition>? Any { get; init; }

    public RowCondition? Not { get; init; }

    public string? Column { get; init; }

    /// <summary>One of eq, ne, gt, ge, lt, le, in, contains, startsWith, empty, notEmpty.</summary>
    public string? Is { get; init; }

    public string? Value { get; init; }

    public IReadOnlyList<string>? Values { get; init; }
}
