using System.Globalization;
using Pragmatika.Engine.Delivery;
using Pragmatika.Engine.Links;
using Pragmatika.Engine.Mapping;

namespace Pragmatika.Engine.Runs;

/// <summary>Decides for every record of a batch whether it is created, updated, left alone or put to a person. Reads links and, where it must, the CRM; writes nothing.</summary>
internal sealed class BatchPlanner(RunContext context, Census census, MatchFinder matches, Adopter adopter)
{
    public async Task PlanAsync(Batch batch, CancellationToken cancellationToken)
    {
        if (batch.Rows.Count == 0)
        {
            return;
        }

        await census.TakeAsync(cancellationToken);
        census.NextBatch();
        var links = await LinksAsync(batch, cancellationToken);
        for (var flow = 0; flow < batch.Records.Length; flow++)
        {
            var target = context.Targets[flow];
            var references = new ReferenceResolver(context.Targets, batch, links);
            foreach (var record in batch.Records[flow].Values)
            {
                Overrides.Apply(record, target, context.Request.Overrides, context.Definition.Formats.Currency);
                references.DropDangling(record);
                record.Link = links[flow].GetValueOrDefault(record.Key);
            }

            var unlinked = batch.Records[flow].Values.Where(record => record.Link is null).ToList();
            await matches.DecideAsync(target, unlinked, cancellationToken);
            await adopter.PlanAsync(target, [.. unlinked.Where(record => record.CrmId is not null && record.Cause is null)], references, cancellationToken);
            foreach (var record in batch.Records[flow].Values)
            {
                Plan(target, record);
            }

            NewestWins.Apply(batch.Records[flow].Values);
            foreach (var record in batch.Records[flow].Values)
            {
                references.Resolve(record);
            }
        }

        batch.Changes.AddRange(batch.AllRecords.Select(record => record.Change).OfType<Change>());
        WirePrecheck.Apply(batch.Changes, context.Targets);
        await ReadCurrentAsync(batch, cancellationToken);
        await FindSiblingsAsync(batch, cancellationToken);
    }

    private static void Plan(FlowTarget target, RecordWork record)
    {
        if (record.Link is { } link)
        {
            LinkedPlan.Make(target, record, link);
        }
        else if (record.Principal is { } principal)
        {
            JoinedPlan.Make(target, record, principal);
        }
        else if (record.IsNew)
        {
            var none = new Value[record.Wanted.Length];
            record.Change = new Change(record, isCreate: true, [.. Enumerable.Range(0, record.Wanted.Length).Where(index => !record.Wanted[index].IsNone)], none);
        }
    }

    /// <summary>Links of every record of the batch and of every record they refer to, per flow.</summary>
    private async Task<Dictionary<string, Link>[]> LinksAsync(Batch batch, CancellationToken cancellationToken)
    {
        var keys = batch.Records.Select(records => records.Keys.ToHashSet(StringComparer.Ordinal)).ToArray();
        foreach (var reference in batch.AllRecords.SelectMany(record => record.Wanted).Where(value => value.Kind == ValueKind.Reference))
        {
            keys[context.Target(reference.AsReference.Flow).Index].Add(reference.AsReference.Key);
        }

        return await Task.WhenAll(keys.Select((wanted, flow) => context.Links.FindAsync(context.Targets[flow].Name, wanted, cancellationToken)));
    }

    /// <summary>Links of other keys to the records that are about to be updated; see <see cref="SameRecordLinks"/>.</summary>
    private async Task FindSiblingsAsync(Batch batch, CancellationToken cancellationToken)
    {
        foreach (var flow in batch.Changes.Where(change => !change.IsCreate && change.Record.CrmId is not null).GroupBy(change => change.Record.Flow).ToList())
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

    /// <summary>Phones and e-mails are changed by the id of each entry, so updates that touch them read the record first.</summary>
    private async Task ReadCurrentAsync(Batch batch, CancellationToken cancellationToken)
    {
        var needing = batch.Changes.Where(change => !change.IsCreate && change.Current is null && change.Principal is null && TouchesMultiField(change));
        foreach (var flow in needing.GroupBy(change => change.Record.Flow).ToList())
        {
            await CurrentReader.ReadAsync(context.Portal, context.Targets[flow.Key], [.. flow], cancellationToken);
        }
    }

    private bool TouchesMultiField(Change change)
    {
        var target = context.Targets[change.Record.Flow];
        return target.Entity.HasMultiFields && change.Fields.Any(index => target.Mapper.Fields[index] is "phone" or "email" or "web" or "im" or "link");
    }
}
