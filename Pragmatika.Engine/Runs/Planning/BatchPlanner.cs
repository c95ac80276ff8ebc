using Pragmatika.Engine.Delivery;
using Pragmatika.Engine.Links;
using Pragmatika.Engine.Mapping;
using Pragmatika.Engine.Runs.Opening;
using Pragmatika.Engine.Runs.Reading;

namespace Pragmatika.Engine.Runs.Planning;

/// <summary>Decides for every record of a batch whether it is created, updated, left alone or put to a person. Reads links and, where it must, the CRM; writes nothing.</summary>
internal sealed class BatchPlanner(RunContext context, MatchFinder matches, Adopter adopter, UnheardChanges unheard)
{
    public async Task PlanAsync(Batch batch, CancellationToken cancellationToken)
    {
        if (batch.Rows.Count == 0)
        {
            return;
        }

        var references = new ReferenceResolver(context.Targets, batch);
        foreach (var target in context.Targets)
        {
            await PlanAsync(batch, target, references, cancellationToken);
        }

        context.Links.Close(batch.Links!);
        batch.Changes.AddRange(batch.AllRecords.Select(record => record.Change).OfType<Change>());
        WirePrecheck.Apply(batch.Changes, context.Targets);
        await ReadCurrentAsync(batch, cancellationToken);
        await SiblingLinks.FindAsync(context, batch, batch.Changes, cancellationToken);
    }

    private async Task PlanAsync(Batch batch, FlowTarget target, ReferenceResolver references, CancellationToken cancellationToken)
    {
        IReadOnlyCollection<RecordWork> records = batch.Records[target.Index].Values;
        foreach (var record in records)
        {
            references.DropDangling(record);
            record.Link = batch.Links!.Find(target.Name, record.Key);
            if (record.Link is { } link && LinkMark.Found.IsOn(link.Agreed))
            {
                (record.Link, record.CrmId) = (null, link.CrmId);
            }
        }

        if (!context.Paused.IsEmpty)
        {
            records = LeaveOutPaused(target, records);
        }

        if (context.Repairs is { } repairs)
        {
            await RepairLinks.LookAsync(context, target, [.. records.Where(record => record.Link is not null && repairs.Contains((target.Name, record.Key)))], references, cancellationToken);
        }

        var unlinked = records.Where(record => record.Link is null).ToList();
        await matches.DecideAsync(batch, target, unlinked, cancellationToken);
        await adopter.PlanAsync(target, [.. unlinked.Where(record => record is { CrmId: not null, Cause: null, Twin: null })], references, cancellationToken);
        foreach (var record in records)
        {
            Plan(target, record, references);
        }

        NewestWins.Apply(records);
        await Seeds.LookAtAsync(context, target, records, cancellationToken);
        await unheard.RespectAsync(target, records, cancellationToken);
        foreach (var record in records)
        {
            references.Resolve(record);
        }
    }

    /// <summary>What a person paused is skipped with the reason; others may still refer to it.</summary>
    private List<RecordWork> LeaveOutPaused(FlowTarget target, IReadOnlyCollection<RecordWork> records)
    {
        var left = new List<RecordWork>(records.Count);
        foreach (var record in records)
        {
            if (context.Paused.ReasonOf(target.Name, record.Key) is { } reason)
            {
                record.CrmId = record.Link?.CrmId;
                record.Pause(reason);
            }
            else
            {
                left.Add(record);
            }
        }

        return left;
    }

    private static void Plan(FlowTarget target, RecordWork record, ReferenceResolver references)
    {
        if (record.Link is { } link)
        {
            LinkedPlan.Make(target, record, link);
        }
        else if (record is { Twin: { } twin, Cause: null })
        {
            TwinPlan.Make(target, record, twin, references);
        }
        else if (record.Principal is { } principal)
        {
            JoinedPlan.Make(target, record, principal);
        }
        else if (record.IsNew)
        {
            record.Change = new Change(record, isCreate: true, Planner.Present(record.Wanted), target.NoValues);
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
