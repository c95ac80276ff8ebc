using Pragmatika.Engine.Mapping;

namespace Pragmatika.Engine.Exchanges.Checks;

/// <summary>Gathers problems with texts in the current language.</summary>
internal sealed class ProblemList
{
    private readonly List<DefinitionProblem> _problems = [];

    public IReadOnlyList<DefinitionProblem> Problems => _problems;

    public void Add(string path, Message reason, Message remedy, params object?[] arguments) =>
        _problems.Add(new DefinitionProblem(path, reason.With(arguments), remedy.With(arguments)));

    public void Add(DefinitionProblem problem) => _problems.Add(problem);
}
