namespace Pragmatika.Engine.Edits;

/// <summary>
/// One place where two versions of a definition differ, as JSON text; null on the side that does not have it. <paramref name="Path"/> names flows and rules, not their numbers:
/// <c>flows[contacts].rules[phone].conflict</c>.
/// </summary>
public sealed record DefinitionChange(string Path, string? Before, string? After);
