namespace Pragmatika.Engine.Exchanges;

/// <summary>A definition cannot be used; every mistake is listed, and the message shows the first few.</summary>
public sealed class DefinitionException(IReadOnlyList<DefinitionProblem> problems)
    : Exception(string.Join("; ", problems.Take(3).Select(problem => $"{problem.Path}: {problem.Reason}")) + (problems.Count > 3 ? $" (+{problems.Count - 3})" : string.Empty))
{
    public IReadOnlyList<DefinitionProblem> Problems => problems;
}
