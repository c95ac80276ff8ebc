namespace Pragmatika.Engine.Exchanges;

/// <summary>One mistake of a definition: where (JSON path such as <c>flows[1].rules[3].field</c>), what, and how to mend it.</summary>
public sealed record DefinitionProblem(string Path, string Reason, string Remedy);
