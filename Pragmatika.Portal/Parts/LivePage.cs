using Microsoft.AspNetCore.Components;

namespace Pragmatika.Portal.Parts;

/// <summary>
/// A page that goes on listening while it is open. Everything starts after the first interactive render: the prerendered page shows its skeleton at once and reads nothing twice.
/// </summary>
public abstract class LivePage : ComponentBase, IAsyncDisposable
{
    private readonly CancellationTokenSource _leaving = new();
    private readonly List<Task> _listening = [];

    [Inject]
    protected TimeProvider Time { get; set; } = default!;

    [Inject]
    private ILoggerFactory Loggers { get; set; } = default!;

    /// <summary>Cancelled when the visitor leaves the page.</summary>
    protected CancellationToken Leaving => _leaving.Token;

    /// <summary>Runs <paramref name="loop"/> until it ends or the visitor leaves; a failure goes to the error boundary.</summary>
    protected void Listen(Func<CancellationToken, Task> loop) => _listening.Add(ListenAsync(loop, _leaving.Token));

    /// <summary>Fills <paramref name="target"/>; a failure is shown with a retry, logged, and thrown no further.</summary>
    protected async Task LoadAsync<T>(Loadable<T> target, Func<CancellationToken, Task<T>> read)
        where T : class
    {
        try
        {
            target.Take(await read(Leaving));
        }
        catch (OperationCanceledException) when (Leaving.IsCancellationRequested)
        {
        }
        catch (Exception exception)
        {
            Loggers.CreateLogger(GetType()).LoadFailed(exception);
            target.Fail();
        }
    }

    public virtual async ValueTask DisposeAsync()
    {
        await _leaving.CancelAsync();
        await Task.WhenAll(_listening);
        _leaving.Dispose();
        GC.SuppressFinalize(this);
    }

    private async Task ListenAsync(Func<CancellationToken, Task> loop, CancellationToken cancellationToken)
    {
        try
        {
            await loop(cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
        }
        catch (Exception exception)
        {
            await DispatchExceptionAsync(exception);
        }
    }
}
