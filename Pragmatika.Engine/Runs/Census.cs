using System.Globalization;
using Pragmatika.Engine.Connectors.Bitrix;
using Pragmatika.Engine.Delivery;

namespace Pragmatika.Engine.Runs;

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
    public async Task TakeAsync(CancellationToken cancellationToken)
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
    public bool MayHoldOrphans(FlowTarget target) => context.Lease.PreviousUnclean || _withOrphans.Contains(target.Entity.EntityTypeId);

    private async Task<bool> HoldsOrphansAsync(IReadOnlyList<FlowTarget> sameEntity, CancellationToken cancellationToken)
    {
        long highest = 0;
        foreach (var target in sameEntity)
        {
            highest = Math.Max(highest, await context.Store.HighestCrmIdAsync(context.Exchange, target.Name, cancellationToken));
        }

        var after = Filter(">id", highest.ToString(CultureInfo.InvariantCulture));
        return await AnyAsync(sameEntity[0], [[OriginIsOurs(sameEntity[0]), after]], cancellationToken);
    }

    /// <summary>True when any record of the entity was not made by this exchange. Asked per batch: people go on working while a load runs.</summary>
    public Task<bool> HasForeignAsync(FlowTarget target, CancellationToken cancellationToken) => target.Entity.IsSmartProcess
        ? AnyAsync(target, [[Filter("=xmlId", string.Empty)]], cancellationToken)
        : AnyAsync(target, [[Filter("=originatorId", string.Empty)], [Filter("!=originatorId", target.Originator)]], cancellationToken);

    private static KeyValuePair<string, IReadOnlyList<string>> OriginIsOurs(FlowTarget target) =>
        target.Entity.IsSmartProcess ? Filter("!xmlId", string.Empty) : Filter("=originatorId", target.Originator);

    private static KeyValuePair<string, IReadOnlyList<string>> Filter(string name, string value) => new(name, [value]);

    private async Task<bool> AnyAsync(FlowTarget target, KeyValuePair<string, IReadOnlyList<string>>[][] filters, CancellationToken cancellationToken)
    {
        var commands = filters.Select(filter => context.Portal.List(target.Entity, filter, IdOnly)).ToList();
        var answers = await context.Portal.BatchAsync(commands, cancellationToken);
        foreach (var answer in answers)
        {
            if (answer.Error is { } error)
            {
                throw new BitrixException(error.Kind, error, error.Description);
            }

            if (context.Portal.ItemsOf(target.Entity, answer).Count > 0)
            {
                return true;
            }
        }

        return false;
    }
}
