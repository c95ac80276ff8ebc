using Quartz;

namespace Pragmatika.Engine.Schedules;

/// <summary>The scheduler of this process while it runs; null before, after, and in processes that only run a command.</summary>
internal sealed class SchedulerHandle
{
    private volatile IScheduler? _scheduler;

    public IScheduler? Scheduler
    {
        get => _scheduler;
        set => _scheduler = value;
    }
}
