using Pragmatika.Engine.Exchanges;

namespace Pragmatika.Tests.Support.Fakes;

/// <summary>Finds the mistakes it was given.</summary>
public sealed class FakeDefinitionValidator : IDefinitionValidator
{
    public IReadOnlyList<DefinitionProblem> Problems { get; set; } = [];

    public IReadOnlyList<DefinitionProblem> Validate(ExchangeDefinition definition, ValidationContext? context = null) => Problems;
}
