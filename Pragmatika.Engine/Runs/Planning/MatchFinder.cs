using Pragmatika.Engine.Delivery;
using Pragmatika.Engine.Exchanges;
using Pragmatika.Engine.Links;
using Pragmatika.Engine.Runs.Opening;
using Pragmatika.Engine.Runs.Reading;

namespace Pragmatika.Engine.Runs.Planning;

/// <summary>
/// Finds existing records before any is created: by origin key where one may be there, then by the flow's match rules in order.
/// Several candidates are never guessed between: the record waits for a person.
/// </summary>
internal sealed class MatchFinder(RunContext context, Census census)
{
    public async Task DecideAsync(Batch batch, FlowTarget target, IReadOnlyList<RecordWork> unlinked, CancellationToken cancellationToken)
    {
        if (unlinked.Count == 0)
        {
            return;
        }

        foreach (var record in context.Request.Overrides.Count == 0 ? [] : unlinked)
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

        for (var rule = 0; rule < rules.Count; rule++)
        {
            await ByRuleAsync(batch, target, rules[rule], rule, [.. unlinked.Where(record => record.IsUndecided)], cancellationToken);
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
        Batch batch, FlowTarget target, MatchRule rule, int position, IReadOnlyList<RecordWork> records, CancellationToken cancellationToken)
    {
        var texts = records.SelectMany(record => record.MatchTexts(position)).ToHashSet(StringComparer.Ordinal);
        if (texts.Count == 0)
        {
            return;
        }

        var rules = context.Definition.Flows[target.Index].Match.Count;
        var first = batch.Links!.FindByMatch(target.Name, position, texts);
        var second = batch.Links.FindByMatch(target.Name, position + rules, texts);
        var inCrm = batch.ForeignEntities.Contains(target.Entity.EntityTypeId)
            ? await MatchLookup.FindAsync(context.Portal, target, rule, [.. records.SelectMany(record => MatchText.Members(record.Match[position])).Distinct()], cancellationToken)
            : new Dictionary<string, IReadOnlyList<long>>();
        if (first.Count + second.Count + inCrm.Count == 0)
        {
            return;
        }

        foreach (var record in records)
        {
            var linked = record.MatchTexts(position).SelectMany(text => Of(first, text).Concat(Of(second, text))).ToList();
            var ids = linked.Select(link => link.CrmId).Concat(record.MatchTexts(position).SelectMany(text => inCrm.GetValueOrDefault(text) ?? [])).Distinct().ToList();
            Decide(record, ids);
            record.Twin = ids.Count == 1 ? linked.FirstOrDefault() : null;
        }
    }

    private static List<Link> Of(Dictionary<string, List<Link>> links, string text) => links.GetValueOrDefault(text) ?? [];

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
