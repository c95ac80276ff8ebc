using Pragmatika.Engine.Exchanges;

namespace Pragmatika.Engine.Runs;

/// <summary>A run that may not start. <paramref name="problems"/> are the mistakes of the definition, if that is why.</summary>
public sealed class RunRefusedException(string message, IReadOnlyList<DefinitionProblem> problems) : Exception(message)
{
    public IReadOnlyList<DefinitionProblem> Problems => problems;

    /// <summary>A run of the exchange is under way somewhere: the same request may be made again later.</summary>
    public bool IsUnderWay { get; init; }
}
