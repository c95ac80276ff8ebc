using Pragmatika.Engine.Exchanges;

namespace Pragmatika.Engine.Edits;

/// <summary>A definition against what both sides really have. <paramref name="NotChecked"/> says to people why a side could not be looked at; then only what the text alone tells was checked.</summary>
public sealed record EditFit(IReadOnlyList<DefinitionProblem> Problems, string? NotChecked = null);
