using System.Globalization;
using Pragmatika.Engine.Connectors.Bitrix;
using Pragmatika.Engine.Delivery;
using Pragmatika.Engine.Exchanges;
using Pragmatika.Engine.Runs.Opening;

namespace Pragmatika.Engine.Runs.Planning;

/// <summary>
/// Knows whether the portal may hold records that the links do not: orphans of a batch that was sent and never committed, and records of other origin.
/// Where it may not, look-ups before creating would only cost requests.
/// </summary>
internal sealed class Census(RunContext context)
{
    private static readonly string[] IdOnly = ["id"];
    private readonly HashSet<int> _withOrphans = [];
    private bool _taken;

    /// <summary>Counts once per run, before its first batch is delivered: later our own new records could not be told from orphans.</summary>
    private async Task TakeAsync(CancellationToken cancellationToken)
    {
        if (_taken || context.Lease.PreviousUnclean)
        {
            return;
        }

        foreach (var entity in context.Targets.GroupBy(target => target.Entity.EntityTypeId))
        {
            if (await HoldsOrphansAsync([.. entity], cancellationToken))
            {
                _withOrphans.Add(entity.Key);
            }
        }

        _taken = true;
    }

    /// <summary>
    /// True when the run before this one did not end cleanly, or when a record carries our origin and an id above the highest one linked
    /// (a restored database, another installation).
    /// </summary>
    public bool MayHoldOrphans(FlowTarget target) =>
        context.Lease.PreviousUnclean || _withOrphans.Contains(target.Entity.EntityTypeId) || ForgetsLinks(context.Definition.Flows[target.Index]);

    /// <summary>A deleted record may come back from the portal's recycle bin, with our origin and without its link.</summary>
    private static bool ForgetsLinks(FlowDefinition flow) => flow.Deleted?.Policy is DeletePolicy.Delete or DeletePolicy.Ask || flow.Vanished?.Policy is DeletePolicy.Delete or DeletePolicy.Ask;

    private async Task<bool> HoldsOrphansAsync(IReadOnlyList<FlowTarget> sameEntity, CancellationToken cancellationToken)
    {
        long highest = 0;
        foreach (var target in sameEntity)
        {
            highest = Math.Max(highest, await context.Store.HighestCrmIdAsync(context.Exchange, target.Name, cancellationToken));
        }

        var after = Filter(">id", highest.ToString(CultureInfo.InvariantCulture));
        return (await AnyAsync([(sameEntity[0], [OriginIsOurs(sameEntity[0]), after])], cancellationToken)).Count > 0;
    }

    /// <summary>
    /// The entity types of matching flows of which any record was not made by this exchange. Other people go on working while a load runs, so every batch asks anew:
    /// one request for all flows.
    /// </summary>
    public async Task<IReadOnlySet<int>> LookAsync(CancellationToken cancellationToken)
    {
        await TakeAsync(cancellationToken);
        return await ForeignAsync(cancellationToken);
    }

    private async Task<HashSet<int>> ForeignAsync(CancellationToken cancellationToken)
    {
        var asked = context.Targets
            .Where(target => context.Definition.Flows[target.Index].Match.Count > 0)
            .DistinctBy(target => target.Entity.EntityTypeId)
            .SelectMany(target => ForeignFilters(target).Select(filter => (target, filter)))
            .ToList();
        if (asked.Count == 0)
        {
            return [];
        }

        var found = await AnyAsync([.. asked], cancellationToken);
        return found.Select(target => target.Entity.EntityTypeId).ToHashSet();
    }

    private static IEnumerable<KeyValuePair<string, IReadOnlyList<string>>[]> ForeignFilters(FlowTarget target) => target.Entity.IsSmartProcess
        ? [[Filter("=xmlId", string.Empty)]]
        : [[Filter("=originatorId", string.Empty)], [Filter("!=originatorId", target.Originator)]];

    public static KeyValuePair<string, IReadOnlyList<string>> OriginIsOurs(FlowTarget target) =>
        target.Entity.IsSmartProcess ? Filter("!xmlId", string.Empty) : Filter("=originatorId", target.Originator);

    private static KeyValuePair<string, IReadOnlyList<string>> Filter(string name, string value) => new(name, [value]);

    /// <summary>The targets of which some record meets its filter.</summary>
    private async Task<IReadOnlyList<FlowTarget>> AnyAsync(
        IReadOnlyList<(FlowTarget Target, KeyValuePair<string, IReadOnlyList<string>>[] Filter)> asked, CancellationToken cancellationToken)
    {
        var answers = await context.Portal.BatchAsync([.. asked.Select(one => context.Portal.List(one.Target.Entity, one.Filter, IdOnly))], cancellationToken);
        var found = new List<FlowTarget>();
        for (var index = 0; index < asked.Count; index++)
        {
            if (answers[index].Error is { } error)
            {
                throw new BitrixException(error.Kind, error, error.Description);
            }

            if (context.Portal.ItemsOf(asked[index].Target.Entity, answers[index]).Count > 0)
            {
                found.Add(asked[index].Target);
            }
        }

        return found;
    }
}
