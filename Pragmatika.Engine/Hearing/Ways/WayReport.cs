namespace Pragmatika.Engine.Hearing.Ways;

public enum WayState
{
    /// <summary>Works.</summary>
    On,

    /// <summary>Nothing stands against it, but nothing has come or been asked yet.</summary>
    Waiting,

    /// <summary>Should work; the last attempt did not.</summary>
    Failing,

    /// <summary>Cannot work as things are; the reason says what is missing.</summary>
    Off,
}

/// <summary>One way of hearing a portal, as people see it. <paramref name="Reason"/> is in the current language.</summary>
public sealed record WayReport(HeardBy Way, WayState State, string Reason, DateTimeOffset? WorkedAt, DateTimeOffset? HeardAt);

/// <summary>
/// All four ways of one portal. <paramref name="HookPath"/> is where its outgoing webhook calls; <paramref name="WrongTokens"/> counts calls with another token since this
/// process began.
/// </summary>
public sealed record HearingReport(IReadOnlyList<WayReport> Ways, string HookPath, long WrongTokens);
