using Microsoft.AspNetCore.Components;
using Pragmatika.Engine.Signals;
using Pragmatika.Portal.Naming;
using Pragmatika.Portal.News;

namespace Pragmatika.Portal.Parts;

/// <summary>
/// A page that goes on listening while it is open. Everything starts after the first interactive render: the prerendered page shows its skeleton at once and reads nothing twice.
/// </summary>
public abstract class LivePage : ComponentBase, IAsyncDisposable
{
    private readonly CancellationTokenSource _leaving = new();
    private readonly List<Task> _listening = [];
    private readonly SemaphoreSlim _oneAtATime = new(1, 1);

    [Inject]
    protected TimeProvider Time { get; set; } = default!;

    [Inject]
    protected IPageNews News { get; set; } = default!;

    [Inject]
    private NameBook Names { get; set; } = default!;

    [Inject]
    private ILoggerFactory Loggers { get; set; } = default!;

    /// <summary>Cancelled when the visitor leaves the page.</summary>
    protected CancellationToken Leaving => _leaving.Token;

    /// <summary>Runs <paramref name="loop"/> until it ends or the visitor leaves; a failure goes to the error boundary.</summary>
    protected void Listen(Func<CancellationToken, Task> loop) => _listening.Add(ListenAsync(loop, _leaving.Token));

    /// <summary>
    /// Reads now, and again whenever a signal that <paramref name="concerns"/> lets through was told, one reading at a time and at most every <paramref name="pace"/>.
    /// <paramref name="lookAgain"/> is for what no signal tells; say there why.
    /// </summary>
    protected void Follow(Func<Signal, bool> concerns, Func<Task> read, TimeSpan pace = default, TimeSpan? lookAgain = null)
    {
        Listen(async stop =>
        {
            await foreach (var _ in News.WatchAsync(concerns, stop))
            {
                await ReadAloneAsync(read, stop);
                if (pace > PageNews.Pace)
                {
                    await Task.Delay(pace - PageNews.Pace, Time, stop);
                }
            }
        });
        if (lookAgain is { } every)
        {
            Listen(async stop =>
            {
                using var ticks = new PeriodicTimer(every, Time);
                while (await ticks.WaitForNextTickAsync(stop))
                {
                    await ReadAloneAsync(read, stop);
                }
            });
        }
    }

    /// <summary>Fills <paramref name="target"/>; a failure is shown with a retry, logged, and thrown no further.</summary>
    protected async Task LoadAsync<T>(Loadable<T> target, Func<CancellationToken, Task<T>> read)
        where T : class
    {
        try
        {
            await Names.FreshenAsync(Leaving);
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

    protected override void OnInitialized() => Names.Changed += Rename;

    public virtual async ValueTask DisposeAsync()
    {
        Names.Changed -= Rename;
        await _leaving.CancelAsync();
        await Task.WhenAll(_listening);
        _leaving.Dispose();
        _oneAtATime.Dispose();
        GC.SuppressFinalize(this);
    }

    private void Rename(object? sender, EventArgs change) => _ = InvokeAsync(StateHasChanged);

    private async Task ReadAloneAsync(Func<Task> read, CancellationToken stop)
    {
        await _oneAtATime.WaitAsync(stop);
        try
        {
            await InvokeAsync(read);
        }
        finally
        {
            _oneAtATime.Release();
        }
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
