using Pragmatika.Engine.Exchanges;

namespace Pragmatika.Engine.Edits;

/// <summary>What an edit of a flow's condition or key means: records its rows make before and after it, and how many start and stop being exchanged.</summary>
public sealed record FlowEdit(string Flow, long Before, long After, long Starts, long Stops);

/// <summary>Looks at an edit of an exchange before it is saved. A saved version takes effect at the next run; a run under way ends with the one it began with.</summary>
public interface IEditReview
{
    /// <summary>
    /// What an edit must still say: a rule ↔ that is new in a flow with linked records must name the side that seeds it. Empty for a new exchange, and when all is said.
    /// </summary>
    Task<IReadOnlyList<DefinitionProblem>> CheckAsync(ExchangeDefinition edited, CancellationToken cancellationToken);

    /// <summary>The same as questions for people, in the order of the definition.</summary>
    Task<IReadOnlyList<SeedQuestion>> SeedsAsync(ExchangeDefinition edited, CancellationToken cancellationToken);

    /// <summary>Every mistake, also those that only the table and the portal tell. A side that cannot be opened is told of, not thrown.</summary>
    Task<EditFit> FitAsync(ExchangeDefinition edited, CancellationToken cancellationToken);

    /// <summary>
    /// Reads every row of the edited exchange's source and counts, flow by flow, whose records start and stop. Flows whose condition, key and source stay as they are are left out.
    /// Memory grows by some 40 bytes a record. Throws like a run when a side cannot be opened.
    /// </summary>
    Task<IReadOnlyList<FlowEdit>> CountAsync(ExchangeDefinition edited, CancellationToken cancellationToken);
}
