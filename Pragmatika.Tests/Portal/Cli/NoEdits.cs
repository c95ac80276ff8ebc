using Pragmatika.Engine.Edits;
using Pragmatika.Engine.Exchanges;

namespace Pragmatika.Tests.Portal.Cli;

/// <summary>Has nothing to say about any edit.</summary>
internal sealed class NoEdits : IEditReview
{
    public Task<IReadOnlyList<DefinitionProblem>> CheckAsync(ExchangeDefinition edited, CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<DefinitionProblem>>([]);

    public Task<IReadOnlyList<SeedQuestion>> SeedsAsync(ExchangeDefinition edited, CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<SeedQuestion>>([]);

    public Task<EditFit> FitAsync(ExchangeDefinition edited, CancellationToken cancellationToken) => Task.FromResult(new EditFit([]));

    public Task<IReadOnlyList<FlowEdit>> CountAsync(ExchangeDefinition edited, CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<FlowEdit>>([new FlowEdit("deals", 2, 3, 3, 2)]);
}
