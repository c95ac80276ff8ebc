namespace Pragmatika.Engine.Mapping.Inverses;

/// <summary>A rule run backwards: from the CRM's value to what its column should hold.</summary>
internal sealed class InverseRule(Rule rule, string column, IInverse[] inverses, ColumnStyle style)
{
    public Rule Rule => rule;

    public string Column => column;

    public ColumnStyle Style => style;

    /// <summary>True when no dictionary names the options: the column holds labels or ids as they are.</summary>
    public bool KeepsOptions { get; } = rule.Transforms.All(transform => transform.Kind is not ("map" or "option"));

    /// <summary>For a validated rule.</summary>
    public static InverseRule Of(Rule rule, MappingScope scope) => new(
        rule,
        rule.ToColumn ?? rule.Source.Column ?? throw new ArgumentException("The rule names no column.", nameof(rule)),
        [.. rule.Transforms.Reverse().Select(spec => InverseCatalog.Of(spec, scope))],
        ColumnStyle.Of(rule, scope));

    public Made Back(CrmValue value)
    {
        var current = value;
        foreach (var inverse in inverses)
        {
            var made = inverse.Apply(current);
            if (made.Trouble is not null)
            {
                return made;
            }

            // The option's id belongs to the label it stands for, and goes when that is translated.
            current = new CrmValue(made.Value, made.Value == current.Value ? current.OptionId : null);
        }

        return current.Value;
    }
}
