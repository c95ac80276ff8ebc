namespace Pragmatika.Engine.Privacy;

public enum PhoneKind
{
    Mobile,

    /// <summary>A geographic Russian number (first digit 3, 4 or 8).</summary>
    Fixed,

    /// <summary>8 800.</summary>
    TollFree,

    /// <summary>+7 6 and +7 7.</summary>
    Kazakhstan,

    Foreign,
}

/// <summary>A number that can be dialled: <paramref name="E164"/> is <c>+</c> and digits, the only form to match by; <paramref name="Extension"/> is null when none was written.</summary>
public sealed record PhoneNumber(string E164, string? Extension, PhoneKind Kind);
