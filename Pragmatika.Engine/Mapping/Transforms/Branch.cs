namespace Pragmatika.Engine.Mapping.Transforms;

/// <summary>A source inside a setting, with its own transforms: <c>{"flow":"contacts"}</c>, <c>{"column":"Inn","transforms":[{"kind":"trim"}]}</c>.</summary>
internal sealed record Branch
{
    public string? Column { get; init; }

    public string? Constant { get; init; }

    public string? Template { get; init; }

    public string? Flow { get; init; }

    public IReadOnlyList<TransformSpec> Transforms { get; init; } = [];

    public RuleSource ToSource() => new() { Column = Column, Constant = Constant, Template = Template, Flow = Flow };
}
