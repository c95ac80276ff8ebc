namespace Pragmatika.Engine.Mapping;

/// <summary>Why a value cannot be made, and what a person can do about it; both in the current language, personal data masked.</summary>
public sealed record Trouble(string Reason, string Remedy);
