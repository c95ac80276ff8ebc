using Pragmatika.Engine.Connectors.Sql;
using Pragmatika.Engine.Exchanges;
using Pragmatika.Engine.Runs.Forward;
using Pragmatika.Engine.Runs.Opening;
using Pragmatika.Engine.Runs.Reading;
using Pragmatika.Engine.Runs.Repair;
using Pragmatika.Engine.Runs.Reverse;
using Pragmatika.Engine.Runs.Undo;
using Pragmatika.Engine.Runs.Vanished;
using Pragmatika.Engine.Runs.Watching;

namespace Pragmatika.Engine.Runs.Execution;

/// <summary>Which ways a run goes, by its mode and in which order: forward, back, after what vanished; or over what an earlier run did.</summary>
internal sealed class RunCourse(RunContext context, RunProgress progress, EarlierRuns earlier)
{
    /// <summary>Ends the batch under way and returns once <paramref name="finish"/> is cancelled.</summary>
    public async Task RunAsync(CancellationToken finish, CancellationToken stop)
    {
        if (context.Request.BothWays.Count > 0)
        {
            await new ReverseRun(context, progress).LookAtAsync(context.Request.BothWays, stop);
            await new VanishedRun(context, progress).CarryOutAsync(stop);
        }

        if (context.Request.Mode == RunMode.Undo)
        {
            await new UndoRun(context, progress, earlier.Undo).RunAsync(finish, stop);
            return;
        }

        if (context.Request.Mode == RunMode.Exactly)
        {
            await ExactlyAsync(finish, stop);
            return;
        }

        if (context.Request.Mode == RunMode.Repair)
        {
            await new RepairRun(context, progress, earlier.Repair.Findings).RunAsync(finish, stop);
            return;
        }

        if (context.Request.Mode != RunMode.Heard)
        {
            await ForwardAsync(context, finish, stop);
        }

        if (context.Request.Mode != RunMode.Keys && !finish.IsCancellationRequested)
        {
            await new ReverseRun(context, progress).RunAsync(finish, stop);
        }
    }

    private async Task ForwardAsync(RunContext context, CancellationToken finish, CancellationToken stop)
    {
        var checkpoint = await context.Store.CheckpointAsync(context.Exchange, stop);
        await ClaimAsync(stop);
        var read = SourceReading.For(context.Definition, context.Request, context.Shape.Columns, checkpoint);
        var rows = await context.Source.CountAsync(read, stop);
        progress.Expect(rows);
        await new Foresight(context).LookAsync(read, rows, progress.Record, finish, stop);
        if (finish.IsCancellationRequested)
        {
            return;
        }

        context = context with { Seen = SeesEveryRow(read) && VanishedRun.Flows(context.Definition, context.Request.DryRun).Count > 0 ? new SeenRows() : null };
        await RunParts.Pump(context, progress).RunAsync(read, SourceReading.SavesCursorAsItGoes(context.Definition, context.Request, checkpoint), finish, stop);
        if (context.Request.Mode.GoesOverAllRows() && !finish.IsCancellationRequested)
        {
            await new LeftOrphans(context, progress).LinkAsync(stop);
        }

        if (context.Seen is { } seen && !finish.IsCancellationRequested)
        {
            await new VanishedRun(context, progress).RunAsync(seen, stop);
        }
    }

    /// <summary>A scan that goes on after a crash, or reads named keys only, does not know what went.</summary>
    private bool SeesEveryRow(SqlRead read) => context.Request.Mode.GoesOverAllRows() && context.Definition.Source.Tracking.Kind == TrackingKind.FullScan && read is { After: null, OnlyKeys: null, Status: null };

    private async Task ExactlyAsync(CancellationToken finish, CancellationToken stop)
    {
        var plan = await earlier.DryRuns.PlanAsync(context.Definition, context.Request.Of!.Run, stop);
        await ForwardAsync(context with { Exactly = plan }, finish, stop);
        if (!finish.IsCancellationRequested)
        {
            await new ExactEnd(context, progress).TellNotMetAsync(plan, stop);
        }
    }

    private async Task ClaimAsync(CancellationToken stop)
    {
        var tracking = context.Definition.Source.Tracking;
        if (tracking is { Kind: TrackingKind.Status, Column: { } column } && context.Request is { Mode: RunMode.Incremental, DryRun: false })
        {
            await context.Source.ClaimAsync(context.Definition.Source.Table, column, tracking.NewStatus, tracking.ClaimedStatus, stop);
        }
    }
}
