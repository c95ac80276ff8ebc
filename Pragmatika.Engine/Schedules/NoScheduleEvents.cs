namespace Pragmatika.Engine.Schedules;

/// <summary>For processes that run a command and no scheduler: nobody answers events there.</summary>
internal sealed class NoScheduleEvents : IScheduleEvents
{
    public Task<bool> RaiseAsync(string exchange, string cause, CancellationToken cancellationToken) => Task.FromResult(false);
}
