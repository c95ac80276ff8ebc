using Microsoft.Extensions.Hosting;

namespace Pragmatika.Engine.Runs.Execution;

/// <summary>
/// The host stops: runs of this process finish the batch under way and end as stopped by hand would, so that the next one goes on at once. What does not come to an end in the host's
/// time is what a crash leaves, and repaired like one.
/// </summary>
internal sealed class RunsAtStop(RunService runs) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => runs.StopAllAsync(cancellationToken);
}
