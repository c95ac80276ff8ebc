using System.Globalization;
using Pragmatika.Engine.Delivery;
using Pragmatika.Engine.Links;
using Pragmatika.Engine.Runs.Opening;
using Pragmatika.Engine.Runs.Reading;

namespace Pragmatika.Engine.Runs.Planning;

/// <summary>Finds the links of other keys to the records that are about to be updated.</summary>
internal static class SiblingLinks
{
    public static async Task FindAsync(RunContext context, Batch batch, IReadOnlyList<Change> changes, CancellationToken cancellationToken)
    {
        foreach (var flow in changes.Where(change => !change.IsCreate && change.Record.CrmId is not null).GroupBy(change => change.Record.Flow).ToList())
        {
            var rules = context.Definition.Flows[flow.Key].Match.Count;
            if (rules > 0)
            {
                var ids = flow.Select(change => change.Record.CrmId!.Value.ToString(CultureInfo.InvariantCulture)).Distinct(StringComparer.Ordinal).ToList();
                var found = await context.Links.FindByMatchAsync(context.Targets[flow.Key].Name, MatchText.CrmIdPosition(rules), ids, cancellationToken);
                batch.Siblings.AddRange(found.Values.SelectMany(links => links));
            }
        }
    }
}
