using Quartz;
using Quartz.Extensibility;

namespace Pragmatika.Engine.Schedules;

/// <summary>Hands a firing to the engine and stays until its run has ended, so that the store knows which runs a dead node leaves behind.</summary>
internal sealed class ExchangeJob(ExchangeStarter starter, TimeProvider time) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        var fire = FireOf(context);
        if (await starter.FireAsync(fire, cancellationToken) is { } until)
        {
            var later = ExchangeTriggers.Once(fire.Exchange, FireKind.Deferred, fire.Cause, until, time);
            await context.Scheduler.ScheduleTrigger(later, TriggerConflict.KeepEarlier, cancellationToken);
        }
    }

    /// <summary>A recovering firing has a trigger of Quartz's own; its data names the cause.</summary>
    private static Fire FireOf(IJobExecutionContext context)
    {
        var key = context.Recovering ? context.RecoveringTriggerKey : context.Trigger.Key;
        var kind = Enum.TryParse<FireKind>(key?.Name, out var known) ? known : FireKind.Deferred;
        var cause = context.MergedJobDataMap.TryGetValue(ExchangeTriggers.CauseData, out var text) ? text as string : null;
        return new Fire(context.JobDetail.Key.Name, kind, cause ?? string.Empty, context.Recovering);
    }
}

/// <summary>Gives every firing the engine's own services.</summary>
internal sealed class ExchangeJobFactory(ExchangeStarter starter, CompareStarter compare, TimeProvider time) : IJobFactory
{
    public ValueTask<JobScope> CreateJob(TriggerFiredBundle bundle, IScheduler scheduler, CancellationToken cancellationToken = default) =>
        new(new JobScope(bundle.JobDetail.Key.Group == CompareMirror.Group ? new CompareJob(compare) : new ExchangeJob(starter, time)));

    public ValueTask ReturnJob(JobScope scope, CancellationToken cancellationToken = default) => ValueTask.CompletedTask;
}
