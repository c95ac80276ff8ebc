using Pragmatika.Engine.Delivery;
using Pragmatika.Engine.Exchanges;
using Pragmatika.Engine.Links;
using Pragmatika.Engine.Mapping;
using Pragmatika.Engine.Runs.Opening;
using Pragmatika.Engine.Runs.Planning;

namespace Pragmatika.Engine.Runs.Delivering;

/// <summary>
/// Finds what took the place of records that the portal no longer has. One that came back from the recycle bin under another id carries our key; of records that were merged, the one
/// that stayed carries what they are recognised by, or else what pointed at the one that is gone points at it.
/// </summary>
internal sealed class Successors(RunContext context)
{
    private readonly Referrers _referrers = new(context);

    /// <summary>Key of a link → id of the record that took its place. Absent where none did, or where several might have: nothing is guessed.</summary>
    public async Task<IReadOnlyDictionary<string, long>> FindAsync(FlowTarget target, IReadOnlyCollection<Link> gone, CancellationToken cancellationToken)
    {
        var decided = new Dictionary<string, long?>(StringComparer.Ordinal);
        if (gone.Count > 0)
        {
            await ByOriginAsync(target, gone, decided, cancellationToken);
        }

        var rules = context.Definition.Flows[target.Index].Match;
        for (var rule = 0; rule < rules.Count; rule++)
        {
            await ByRuleAsync(target, rules[rule], [rule, rule + rules.Count], [.. gone.Where(link => !decided.ContainsKey(link.Key))], decided, cancellationToken);
        }

        await ByReferrersAsync(target, [.. gone.Where(link => decided.GetValueOrDefault(link.Key) is null)], decided, cancellationToken);
        return decided.Where(pair => pair.Value is not null).ToDictionary(pair => pair.Key, pair => pair.Value!.Value, StringComparer.Ordinal);
    }

    private async Task ByOriginAsync(FlowTarget target, IReadOnlyCollection<Link> gone, Dictionary<string, long?> decided, CancellationToken cancellationToken)
    {
        var found = await context.Portal.FindByOriginAsync(target.Entity, target.Originator, [.. gone.Select(link => target.OriginKey(link.Key)).Distinct(StringComparer.Ordinal)], cancellationToken);
        foreach (var link in gone)
        {
            Decide(link, found.GetValueOrDefault(target.OriginKey(link.Key)) ?? [], decided);
        }
    }

    /// <summary><paramref name="positions"/>: where links keep the values of the rule, see <see cref="MatchText"/>.</summary>
    private async Task ByRuleAsync(FlowTarget target, MatchRule rule, int[] positions, IReadOnlyList<Link> gone, Dictionary<string, long?> decided, CancellationToken cancellationToken)
    {
        var values = gone.SelectMany(link => Texts(link, positions)).Distinct(StringComparer.Ordinal).Select(Value.Text).ToList();
        if (values.Count == 0)
        {
            return;
        }

        var found = await MatchLookup.FindAsync(context.Portal, target, rule, values, cancellationToken);
        foreach (var link in gone)
        {
            Decide(link, Texts(link, positions).SelectMany(text => found.GetValueOrDefault(text) ?? []), decided);
        }
    }

    // The last, for it reads rows; it also tells which of several that are recognised alike.
    private async Task ByReferrersAsync(FlowTarget target, IReadOnlyList<Link> gone, Dictionary<string, long?> decided, CancellationToken cancellationToken)
    {
        var pointed = (await _referrers.FindAsync(target, [.. gone.Select(link => link.Key)], cancellationToken)).ToLookup(referrer => referrer.Key, referrer => referrer.Id);
        foreach (var link in gone)
        {
            Decide(link, pointed[link.Key], decided);
        }
    }

    private static IEnumerable<string> Texts(Link link, int[] positions) =>
        positions.Where(position => position < link.MatchValues.Count).Select(position => link.MatchValues[position]).Where(text => text.Length > 0);

    private static void Decide(Link link, IEnumerable<long> ids, Dictionary<string, long?> decided)
    {
        var others = ids.Where(id => id != link.CrmId).Distinct().ToList();
        if (others.Count > 0)
        {
            decided[link.Key] = others.Count == 1 ? others[0] : null;
        }
    }
}
