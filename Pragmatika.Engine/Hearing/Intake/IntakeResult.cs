namespace Pragmatika.Engine.Hearing.Intake;

/// <summary>What became of a portal's call.</summary>
public enum IntakeResult
{
    /// <summary>Committed to the inbox.</summary>
    Kept,

    /// <summary>A genuine call that tells of no record we exchange.</summary>
    Ignored,

    /// <summary>Unknown connection, no token stored, or another token: all the same to the caller.</summary>
    Forbidden,

    /// <summary>No form of a portal, or an event that names its record badly.</summary>
    Malformed,
}
