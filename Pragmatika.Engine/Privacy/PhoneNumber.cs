namespace Pragmatika.Engine.Privacy;

/// <summary>A number that can be dialled: <paramref name="E164"/> is <c>+</c> and digits, the only form to match by; <paramref name="Extension"/> is null when none was written.</summary>
public sealed record PhoneNumber(string E164, string? Extension, PhoneKind Kind);
