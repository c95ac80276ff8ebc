using Pragmatika.Engine.Connectors.Sql;
using Pragmatika.Engine.Links;
using Pragmatika.Engine.Runs.Fuses;
using Pragmatika.Engine.Runs.Opening;
using Pragmatika.Engine.Runs.Planned;
using Pragmatika.Engine.Runs.Watching;

namespace Pragmatika.Engine.Runs.Forward;

/// <summary>
/// Plans the way forward from end to end and sends nothing, where the fuse of the exchange might blow: a run that would cross a limit stops before its first write, not before the batch
/// that crosses it. What cannot cross one, because too few rows are read, is not planned twice.
/// </summary>
internal sealed class Foresight(RunContext context)
{
    /// <summary>Throws <see cref="FuseBlownException"/>. <paramref name="rows"/>: how many will be read; null when nobody knows.</summary>
    public async Task LookAsync(SqlRead read, long? rows, RunRecord run, CancellationToken finish, CancellationToken stop)
    {
        var fields = context.Targets.Sum(target => target.Mapper.Fields.Count);
        if (context.Exactly is not null || !await context.Fuse.MightBlowAsync(rows, context.Targets.Count, fields, stop))
        {
            return;
        }

        var ahead = context with
        {
            Request = context.Request with { DryRun = true },
            Planned = new NothingPlanned(),
            Links = new LinkView(context.Store, context.Exchange),
            Desk = context.Desk.Copy(),
            Seen = null,
        };
        var unseen = new RunProgress(run, [.. context.Targets.Select(target => target.Name)], context.Portal, context.Time);
        await RunParts.Pump(ahead, unseen).RunAsync(read, savesCursor: false, finish, stop);
        context.Fuse.Restart();
    }
}
