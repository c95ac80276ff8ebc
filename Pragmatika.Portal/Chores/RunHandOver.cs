using Coravel.Queuing;
using Pragmatika.Engine.Runs;

namespace Pragmatika.Portal.Chores;

/// <summary>
/// Takes "run now" from a page: the start no longer hangs on the visitor's connection, so one who leaves in the middle of it leaves no lease behind that nobody follows. Emptied at once,
/// by one reader at a time.
/// </summary>
public sealed class RunHandOver(Queue queue, ILogger<RunHandOver> logger) : IHostedService, IDisposable
{
    private readonly SemaphoreSlim _reading = new(1, 1);

    /// <summary>The run as it begins, or what refused it. Cancelling ends the waiting, not the start.</summary>
    public Task<RunRecord> StartAsync(RunRequest request, CancellationToken cancellationToken)
    {
        var order = new RunOrder(request);
        queue.QueueInvocableWithPayload<StartRun, RunOrder>(order);
        _ = EmptyAsync();
        return order.Started.Task.WaitAsync(cancellationToken);
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Starts that were handed over are carried out, as long as the host's own time to stop allows.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        try
        {
            await EmptyAsync().WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            logger.LeftInQueue();
        }
    }

    public void Dispose() => _reading.Dispose();

    /// <summary>Two readers at once would trip over each other inside the queue: it looks whether something is there before it takes it. A task's own failure goes to its order.</summary>
    private async Task EmptyAsync()
    {
        await _reading.WaitAsync();
        try
        {
            await queue.ConsumeQueueAsync();
        }
        finally
        {
            _reading.Release();
        }
    }
}
