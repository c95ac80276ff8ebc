using Pragmatika.Engine.Connectors.Sql;
using Pragmatika.Engine.Edits;
using Pragmatika.Engine.Exchanges;
using Pragmatika.Engine.Exchanges.Checks;
using Pragmatika.Engine.Exchanges.Reading;
using Pragmatika.Engine.Runs;
using Pragmatika.Engine.Runs.Execution;

namespace Pragmatika.Portal.Features.Definitions;

/// <summary>Looks at a definition before it is saved: the text, both sides, the other exchanges, and what an edit changes.</summary>
public sealed class DefinitionChecker(IExchangeCatalog catalog, IEditReview edits)
{
    /// <summary>All but the counts, which take as long as reading the source does. Throws nothing for what a person can mend.</summary>
    public async Task<DefinitionReview> CheckAsync(string text, CancellationToken cancellationToken)
    {
        var reading = DefinitionReader.Read(text);
        if (reading.Definition is not { } edited)
        {
            return new DefinitionReview { Problems = reading.Problems };
        }

        var all = await catalog.ListAsync(cancellationToken);
        var stored = all.FirstOrDefault(exchange => exchange.Name == edited.Name);
        var fit = await edits.FitAsync(edited, cancellationToken);
        var among = ScheduleChecks.CheckAmong(edited, [.. all.Select(exchange => exchange.Definition).Where(other => other.Name != edited.Name), edited]);
        return new DefinitionReview
        {
            Definition = edited,
            Problems = [.. fit.Problems.Concat(among).Distinct()],
            NotChecked = fit.NotChecked,
            Stored = stored,
            Changes = stored is null ? [] : DefinitionDiff.Of(stored.Definition, edited),
            Seeds = await edits.SeedsAsync(edited, cancellationToken),
        };
    }

    /// <summary>Fills in how many records start and stop.</summary>
    public async Task CountAsync(DefinitionReview review, CancellationToken cancellationToken)
    {
        try
        {
            review.Edits = await edits.CountAsync(review.Definition!, cancellationToken);
        }
        catch (Exception exception) when (exception is RunRefusedException or SqlSideException)
        {
            review.NotCounted = RunFailures.Describe(exception);
        }
    }

    /// <summary>Null, and nothing is saved, when somebody has saved another version since the review.</summary>
    public async Task<StoredExchange?> SaveAsync(DefinitionReview review, string by, CancellationToken cancellationToken)
    {
        var definition = review.ToSave();
        var now = await catalog.FindAsync(definition.Name, cancellationToken);
        return now?.Version == review.Stored?.Version ? await catalog.SaveAsync(definition, by, cancellationToken) : null;
    }
}
