namespace Pragmatika.Engine.Mapping;

/// <summary>The closed set of canonical value kinds.</summary>
public enum ValueKind : byte
{
    /// <summary>No value: SQL NULL, an empty string, a 1C empty date or an empty list all become this.</summary>
    None,
    Text,
    Number,
    Flag,

    /// <summary>A calendar day, no time zone.</summary>
    Date,

    /// <summary>A point in time, kept in UTC.</summary>
    Moment,

    /// <summary>An amount with its ISO 4217 currency.</summary>
    Money,

    /// <summary>One option of a list, by its label or id as the source names it; the connector turns it into the option's id.</summary>
    Choice,

    /// <summary>The record that another flow makes from a key; resolved to a CRM id when it is delivered.</summary>
    Reference,
    List,
}
