namespace Pragmatika.Engine.Conflicts;

/// <summary>What is to become of one field of one record.</summary>
public enum Decision : byte
{
    /// <summary>Nothing to write, nothing to remember.</summary>
    None,
    ToCrm,
    ToSql,

    /// <summary>Both sides hold the same by now: it is what they agree on.</summary>
    Agreed,

    /// <summary>Both changed, and a person decides.</summary>
    Conflict,
}

/// <summary>When each side changed last, in UTC; null when the side does not tell.</summary>
public readonly record struct ChangeMoments(DateTimeOffset? Source, DateTimeOffset? Crm);
