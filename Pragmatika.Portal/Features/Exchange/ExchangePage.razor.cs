using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Pragmatika.Engine.Exchanges;
using Pragmatika.Engine.Runs;
using Pragmatika.Engine.Runs.Fuses;
using Pragmatika.Portal.Features.Exchanges;
using Pragmatika.Portal.Parts;
using MudBlazor;

namespace Pragmatika.Portal.Features.Exchange;

public sealed partial class ExchangePage
{
    private const int RunsShown = 15;
    private static readonly TimeSpan Refresh = TimeSpan.FromSeconds(1);

    private readonly Loadable<Found> _load = new();
    private TaskCompletionSource _started = new(TaskCreationOptions.RunContinuationsAsynchronously);

    [Parameter]
    public string Name { get; set; } = string.Empty;

    [Inject]
    private IExchangeCatalog Catalog { get; set; } = default!;

    [Inject]
    private IEngineStore Store { get; set; } = default!;

    [Inject]
    private IRunService Runs { get; set; } = default!;

    [Inject]
    private IDefinitionValidator Validator { get; set; } = default!;

    [Inject]
    private RunStarter Starter { get; set; } = default!;

    [Inject]
    private IFuseDesk Fuses { get; set; } = default!;

    [Inject]
    private AuthenticationStateProvider Visitor { get; set; } = default!;

    [Inject]
    private ISnackbar Notifications { get; set; } = default!;

    private ExchangeView? View => _load.Value?.View;

    protected override void OnAfterRender(bool firstRender)
    {
        if (firstRender)
        {
            Listen(FollowAsync);
        }
    }

    private async Task FollowAsync(CancellationToken cancellationToken)
    {
        await InvokeAsync(ReloadAsync);
        do
        {
            if (View is null)
            {
                continue;
            }

            await TakeRunsAsync(cancellationToken);
            if (View.Current is { } run)
            {
                await WatchAsync(run.Id, cancellationToken);
                await TakeRunsAsync(cancellationToken);
            }
        }
        while (await RestAsync(cancellationToken));
    }

    /// <summary>Until the next look at the store; a run that is started here is watched at once, since it may be over before that.</summary>
    private async Task<bool> RestAsync(CancellationToken cancellationToken)
    {
        await Task.WhenAny(_started.Task, Task.Delay(Refresh, Time, cancellationToken));
        cancellationToken.ThrowIfCancellationRequested();
        _started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        return true;
    }

    // Ends with the run; ends at once for a run of another process, whose progress the store tells tick by tick.
    private async Task WatchAsync(Guid runId, CancellationToken cancellationToken)
    {
        await foreach (var run in Runs.WatchAsync(runId, cancellationToken))
        {
            View?.Take(run, Time.GetUtcNow());
            await InvokeAsync(StateHasChanged);
        }
    }

    private async Task TakeRunsAsync(CancellationToken cancellationToken)
    {
        View?.Take(await Store.RunsAsync(Name, RunsShown, cancellationToken), Time.GetUtcNow());
        await InvokeAsync(StateHasChanged);
    }

    private async Task ReloadAsync()
    {
        await LoadAsync(_load, ReadAsync);
        StateHasChanged();
    }

    private async Task<Found> ReadAsync(CancellationToken cancellationToken)
    {
        if (await Catalog.FindAsync(Name, cancellationToken) is not { } exchange)
        {
            return new Found(null);
        }

        var view = new ExchangeView(exchange) { Problems = Validator.Validate(exchange.Definition) };
        view.Take(await Store.RunsAsync(Name, RunsShown, cancellationToken), Time.GetUtcNow());
        return new Found(view);
    }

    private async Task RunAsync(RunRequest request)
    {
        var start = await Starter.StartAsync(request, Leaving);
        View!.Problems = start.Problems;
        if (start.Run is { } run)
        {
            View.Take(run, Time.GetUtcNow());
            _started.TrySetResult();
        }
    }

    private async Task RefuseAsync(Guid runId)
    {
        var by = (await Visitor.GetAuthenticationStateAsync()).User.Identity?.Name ?? string.Empty;
        await Fuses.RefuseAsync(runId, by, Leaving);
        await ReloadAsync();
    }

    private void Cancel(Guid runId)
    {
        var (severity, text) = Runs.Cancel(runId) ? (Severity.Info, T["Cancelling"]) : (Severity.Warning, T["CannotCancel"]);
        Notifications.Notify(severity, text);
    }

    private void Choose(Guid runId) => View!.Choose(runId);

    /// <summary>A null view: there is no such exchange.</summary>
    private sealed record Found(ExchangeView? View);
}
