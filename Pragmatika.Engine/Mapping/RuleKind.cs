namespace Pragmatika.Engine.Mapping;

/// <summary>What a rule makes of its value.</summary>
public enum RuleKind
{
    /// <summary>The value of a CRM field.</summary>
    Field,

    /// <summary>A comment on the record's timeline, one for each new value; an empty value says nothing. <see cref="Rule.Field"/> is only a name.</summary>
    Comment,

    /// <summary>The content of a CRM field of type file; the value says where the content is, or holds it.</summary>
    File,
}
