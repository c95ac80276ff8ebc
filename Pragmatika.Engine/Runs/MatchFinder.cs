using Pragmatika.Engine.Delivery;
using Pragmatika.Engine.Exchanges;
using Pragmatika.Engine.Links;
using Pragmatika.Engine.Mapping;

namespace Pragmatika.Engine.Runs;

/// <summary>
/// Finds existing records before any is created: by origin key where one may be there, then by the flow's match rules in order.
/// Several candidates are never guessed between: the record waits for a person.
/// </summary>
internal sealed class MatchFinder(RunContext context, Census census)
{
    public async Task DecideAsync(FlowTarget target, IReadOnlyList<RecordWork> unlinked, CancellationToken cancellationToken)
    {
        if (unlinked.Count == 0)
        {
            return;
        }

        foreach (var record in unlinked)
        {
            record.Settled = context.Request.Overrides.FirstOrDefault(decided => decided.CrmId is not null && decided.Flow == target.Name && decided.Key == record.Key)?.CrmId;
            record.CrmId = record.Settled > 0 ? record.Settled : null;
        }

        if (census.MayHoldOrphans(target))
        {
            await ByOriginAsync(target, unlinked, cancellationToken);
        }

        var rules = context.Definition.Flows[target.Index].Match;
        if (rules.Count == 0)
        {
            return;
        }

        var hasForeign = await census.HasForeignAsync(target, cancellationToken);
        for (var rule = 0; rule < rules.Count; rule++)
        {
            await ByRuleAsync(target, rules[rule], rule, rules.Count, [.. unlinked.Where(record => record.IsUndecided)], hasForeign, cancellationToken);
        }

        SameRecords.Join(unlinked, rules.Count);
    }

    private async Task ByOriginAsync(FlowTarget target, IReadOnlyList<RecordWork> records, CancellationToken cancellationToken)
    {
        records = [.. records.Where(record => record.IsUndecided)];
        var keys = records.Select(record => target.OriginKey(record.Key)).ToList();
        var found = await context.Portal.FindByOriginAsync(target.Entity, target.Originator, keys, cancellationToken);
        foreach (var record in records)
        {
            Decide(record, found.GetValueOrDefault(target.OriginKey(record.Key)) ?? []);
        }
    }

    private async Task ByRuleAsync(
        FlowTarget target, MatchRule rule, int position, int rules, IReadOnlyList<RecordWork> records, bool hasForeign, CancellationToken cancellationToken)
    {
        var values = records.SelectMany(record => MatchText.Members(record.Match[position])).Distinct().ToList();
        if (values.Count == 0)
        {
            return;
        }

        var texts = values.Select(value => value.ToString()).Distinct(StringComparer.Ordinal).ToList();
        var first = await context.Links.FindByMatchAsync(target.Name, position, texts, cancellationToken);
        var second = await context.Links.FindByMatchAsync(target.Name, position + rules, texts, cancellationToken);
        var inCrm = hasForeign ? await InCrmAsync(target, rule, values, texts, cancellationToken) : new Dictionary<string, IReadOnlyList<long>>();
        foreach (var record in records)
        {
            var ids = MatchText.Members(record.Match[position])
                .Select(value => value.ToString())
                .SelectMany(text => Ids(first, text).Concat(Ids(second, text)).Concat(inCrm.GetValueOrDefault(text) ?? []))
                .Distinct()
                .ToList();
            Decide(record, ids);
        }
    }

    private Task<IReadOnlyDictionary<string, IReadOnlyList<long>>> InCrmAsync(
        FlowTarget target, MatchRule rule, IReadOnlyCollection<Value> values, IReadOnlyCollection<string> texts, CancellationToken cancellationToken) => rule.Field switch
    {
        "phone" => context.Portal.FindByCommunicationAsync(target.Entity, "PHONE", texts, cancellationToken),
        "email" => context.Portal.FindByCommunicationAsync(target.Entity, "EMAIL", texts, cancellationToken),
        _ => context.Portal.FindByFieldAsync(target.Entity, rule.Field, values, cancellationToken),
    };

    private static IEnumerable<long> Ids(Dictionary<string, List<Link>> links, string text) =>
        links.TryGetValue(text, out var found) ? found.Select(link => link.CrmId) : [];

    private static void Decide(RecordWork record, IReadOnlyList<long> ids)
    {
        if (ids.Count == 1)
        {
            record.CrmId = ids[0];
        }
        else if (ids.Count > 1)
        {
            record.Candidates = ids;
            record.Refuse(
                Outcome.Conflicted,
                DeadLetterCause.DoubtfulMatch,
                "DOUBTFUL_MATCH",
                RunTexts.SeveralMatches.With(string.Join(", ", ids)));
        }
    }
}
