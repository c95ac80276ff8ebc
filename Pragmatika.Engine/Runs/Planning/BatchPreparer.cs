using Pragmatika.Engine.Delivery;
using Pragmatika.Engine.Delivery.Extras;
using Pragmatika.Engine.Links;
using Pragmatika.Engine.Mapping;
using Pragmatika.Engine.Runs.Letters;
using Pragmatika.Engine.Runs.Opening;
using Pragmatika.Engine.Runs.Reading;

namespace Pragmatika.Engine.Runs.Planning;

/// <summary>Reads what the plan of a batch will ask for, while the batch before it is still delivered: its links, the links its match values may meet, and whether others work in the CRM.</summary>
internal sealed class BatchPreparer(RunContext context, Census census)
{
    public async Task PrepareAsync(Batch batch, CancellationToken cancellationToken)
    {
        var links = context.Links.Open();
        batch.Links = links;
        if (batch.Rows.Count == 0)
        {
            return;
        }

        Override(batch);
        Stamp(batch);
        var foreign = census.LookAsync(cancellationToken);
        await Task.WhenAll(Keys(batch).Select((keys, flow) => links.ReadKeysAsync(context.Targets[flow].Name, keys, cancellationToken)));
        await Task.WhenAll(context.Targets.SelectMany(target => MatchesAsync(batch, links, target, cancellationToken)));
        batch.ForeignEntities = await foreign;
    }

    private void Override(Batch batch)
    {
        if (context.Request.Overrides.Count == 0 && context.Mended.IsEmpty)
        {
            return;
        }

        foreach (var record in batch.AllRecords)
        {
            foreach (var mended in context.Mended.ForRecord(context.Targets[record.Flow], record))
            {
                Overrides.Apply(record, context.Targets[record.Flow], [mended], context.Definition.Formats.Currency);
            }

            Overrides.Apply(record, context.Targets[record.Flow], context.Request.Overrides, context.Definition.Formats.Currency);
        }
    }

    private void Stamp(Batch batch)
    {
        foreach (var target in context.Targets.Where(target => target.Mapper.Rules.Any(rule => rule.Kind == RuleKind.File)))
        {
            foreach (var record in batch.Records[target.Index].Values)
            {
                FileStamps.Put(record, target);
            }
        }
    }

    /// <summary>Keys of every record of the batch and of every record they refer to, per flow.</summary>
    private HashSet<string>[] Keys(Batch batch)
    {
        var keys = batch.Records.Select(records => records.Keys.ToHashSet(StringComparer.Ordinal)).ToArray();
        foreach (var record in batch.AllRecords)
        {
            foreach (var value in record.Wanted)
            {
                if (value.Kind == ValueKind.Reference)
                {
                    keys[context.Target(value.AsReference.Flow).Index].Add(value.AsReference.Key);
                }
            }
        }

        return keys;
    }

    /// <summary>Each value may stand in the first or the second position of its rule; see <see cref="MatchText"/>.</summary>
    private IEnumerable<Task> MatchesAsync(Batch batch, LinkPrefetch links, FlowTarget target, CancellationToken cancellationToken)
    {
        var rules = context.Definition.Flows[target.Index].Match.Count;
        if (rules == 0)
        {
            yield break;
        }

        var unlinked = batch.Records[target.Index].Values.Where(record => links.Find(target.Name, record.Key) is null).ToList();
        for (var rule = 0; rule < rules; rule++)
        {
            var texts = new HashSet<string>(StringComparer.Ordinal);
            foreach (var record in unlinked)
            {
                texts.UnionWith(record.MatchTexts(rule));
            }

            yield return links.ReadMatchesAsync(target.Name, rule, texts, cancellationToken);
            yield return links.ReadMatchesAsync(target.Name, rule + rules, texts, cancellationToken);
        }
    }
}
