using Coravel.Invocable;
using Pragmatika.Engine.Runs;

namespace Pragmatika.Portal.Chores;

/// <summary>A run to start, and where the answer goes. Remembers who asked: language and trace are the visitor's, whoever empties the queue.</summary>
public sealed class RunOrder(RunRequest request)
{
    private readonly ExecutionContext? _visitor = ExecutionContext.Capture();

    public TaskCompletionSource<RunRecord> Started { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal async Task CarryOutAsync(IRunService runs)
    {
        try
        {
            Started.TrySetResult(await AsVisitor(() => runs.StartAsync(request, CancellationToken.None)));
        }
        catch (Exception exception)
        {
            Started.TrySetException(exception);
        }
    }

    private Task<RunRecord> AsVisitor(Func<Task<RunRecord>> start)
    {
        if (_visitor is null)
        {
            return start();
        }

        Task<RunRecord>? starting = null;
        ExecutionContext.Run(_visitor, _ => starting = start(), null);
        return starting!;
    }
}

/// <summary>Carries out one order of the queue.</summary>
internal sealed class StartRun(IRunService runs) : IInvocable, IInvocableWithPayload<RunOrder>
{
    public RunOrder Payload { get; set; } = null!;

    public Task Invoke() => Payload.CarryOutAsync(runs);
}
