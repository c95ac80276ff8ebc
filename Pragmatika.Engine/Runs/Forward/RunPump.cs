using System.Runtime.ExceptionServices;
using Pragmatika.Engine.Connectors.Sql;
using Pragmatika.Engine.Delivery;
using Pragmatika.Engine.Journal;
using Pragmatika.Engine.Links;
using Pragmatika.Engine.Runs.Delivering;
using Pragmatika.Engine.Runs.Opening;
using Pragmatika.Engine.Runs.Questions;
using Pragmatika.Engine.Runs.Reading;
using Pragmatika.Engine.Runs.Settling;
using Pragmatika.Engine.Runs.Watching;
using Pragmatika.Engine.Telemetry;

namespace Pragmatika.Engine.Runs.Forward;

/// <summary>
/// The way of the data through one run. Three batches are under way at once: one is prepared, one is delivered, one is committed. They are planned, delivered and
/// committed in order.
/// </summary>
internal sealed class RunPump(RunContext context, PageReader reader, BatchExecutor executor, RowWriteBack writeBack, BatchSettlement settlement, RunProgress progress)
{
    private readonly DryRun _dryRun = new(context, settlement, progress);
    private readonly CrmPeople _people = new(context.Portal);
    private Task _delivering = Task.CompletedTask;
    private Task _committing = Task.CompletedTask;

    /// <summary>Runs to the end of the source, or to the end of the batch under way once <paramref name="finish"/> is cancelled.</summary>
    public async Task RunAsync(SqlRead read, bool savesCursor, CancellationToken finish, CancellationToken stop)
    {
        string? last = null;
        var cut = false;
        try
        {
            await foreach (var batch in BatchesAsync(read, finish, stop))
            {
                last = batch.Next ?? last;
                await ExecuteAsync(batch, savesCursor ? batch.Next : null, finish, stop);
            }

            await _delivering;
            cut = finish.IsCancellationRequested;
        }
        finally
        {
            await EndAsync();
        }

        if (!cut && !context.Request.DryRun)
        {
            await FinishCursorAsync(last, stop);
        }
    }

    private async Task EndAsync()
    {
        try
        {
            await _delivering;
        }
        finally
        {
            await _committing; // begun by the delivery
        }
    }

    private async Task FinishCursorAsync(string? last, CancellationToken cancellationToken)
    {
        if (SourceReading.AtEnd(context.Definition, context.Request, last) is { } checkpoint)
        {
            await context.Store.CommitAsync(Commit(new BatchResult(), checkpoint), cancellationToken);
        }
    }

    private async IAsyncEnumerable<Batch> BatchesAsync(SqlRead read, CancellationToken finish, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken stop)
    {
        var batch = new Batch(context.Targets.Count);
        await foreach (var page in reader.ReadAsync(read, stop))
        {
            batch.Add(page);
            progress.RowsRead(page.Rows);
            if (batch.Rows.Count >= context.Limits.BatchChangedRows || batch.RowsRead >= context.Limits.BatchRows)
            {
                yield return batch;
                if (finish.IsCancellationRequested)
                {
                    yield break;
                }

                batch = new Batch(context.Targets.Count);
            }
        }

        if (batch.RowsRead > 0)
        {
            yield return batch;
        }
    }

    private async Task ExecuteAsync(Batch batch, string? checkpoint, CancellationToken finish, CancellationToken stop)
    {
        var preparing = Task.Run(() => executor.PrepareAsync(batch, stop), CancellationToken.None);
        await Task.WhenAll(_delivering, preparing);
        if (finish.IsCancellationRequested)
        {
            progress.RowsRead(-batch.RowsRead); // the batch that was delivered meanwhile was the last one
            return;
        }

        await executor.PlanAsync(batch, stop);
        if (context.Request.DryRun)
        {
            await _dryRun.SettleAsync(batch, stop);
            return;
        }

        _delivering = Task.Run(() => DeliverAsync(batch, checkpoint, stop), CancellationToken.None);
    }

    private async Task DeliverAsync(Batch batch, string? checkpoint, CancellationToken stop)
    {
        try
        {
            await executor.DeliverAsync(batch, stop);
        }
        catch (DeliveryStoppedException exception)
        {
            await KeepLandedAsync(batch);
            ExceptionDispatchInfo.Throw(exception);
        }

        var links = settlement.Links(batch);
        await _committing; // batches are committed in order
        var layer = context.Links.Push(links);
        _committing = Task.Run(() => CommitAsync(batch, links, layer, checkpoint, stop), CancellationToken.None);
    }

    private async Task CommitAsync(Batch batch, IReadOnlyList<Link> links, LinkLayer layer, string? checkpoint, CancellationToken cancellationToken)
    {
        using var span = EngineTelemetry.Stage("batch.commit", batch.Rows.Count);
        var result = settlement.Settle(batch, links);
        await writeBack.WriteAsync(batch, cancellationToken);
        progress.BatchDone(result.Counters);
        await HearAsync(result.ToHear, cancellationToken);
        result = result with { Questions = result.Questions with { Asked = await _people.NamedAsync(result.Questions.Asked, cancellationToken) } };
        var entry = RunEntries.Batch(progress.Record, context.Time.GetUtcNow(), batch.RowsRead, batch.Changes.Count);
        await context.Store.CommitAsync(Commit(result, checkpoint, entry), cancellationToken);
        context.Links.Drop(layer);
    }

    private async Task HearAsync(IReadOnlyList<(int EntityTypeId, long CrmId)> records, CancellationToken cancellationToken)
    {
        foreach (var entity in records.GroupBy(record => record.EntityTypeId, record => record.CrmId))
        {
            await context.Heard.LookAtAsync(context.Definition.Destination.Connection, entity.Key, entity.Distinct(), cancellationToken);
        }
    }

    /// <summary>What reached the portal before the run had to stop is linked, so that the next run need not look for it.</summary>
    private async Task KeepLandedAsync(Batch batch)
    {
        await _committing;
        await context.Store.CommitAsync(Commit(settlement.SettleLanded(batch), null), CancellationToken.None);
    }

    private BatchCommit Commit(BatchResult result, string? checkpoint, params JournalEntry[] entries) => context.Commit(progress) with
    {
        Parts = checkpoint is null ? result.Parts : [.. result.Parts, new CheckpointPart(checkpoint)],
        Journal = [.. result.Journal, .. progress.TakeCalls(), .. entries],
    };
}
