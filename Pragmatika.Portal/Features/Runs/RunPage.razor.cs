using Microsoft.AspNetCore.Components;
using MudBlazor;
using Pragmatika.Engine.Exchanges;
using Pragmatika.Engine.Runs;
using Pragmatika.Engine.Signals;
using Pragmatika.Portal.Features.Exchanges;
using Pragmatika.Portal.Parts;

namespace Pragmatika.Portal.Features.Runs;

/// <summary>One run by its address, live while it is under way.</summary>
public sealed partial class RunPage
{
    /// <summary>Among so many runs of the exchange it is looked whether an undo was repeated.</summary>
    private const int RunsAround = 50;

    private readonly Loadable<Shown> _load = new();
    private RunPace _pace = new();
    private Guid _shown;

    [Parameter]
    public Guid Id { get; set; }

    [Inject]
    private IEngineStore Store { get; set; } = default!;

    [Inject]
    private IExchangeCatalog Catalog { get; set; } = default!;

    [Inject]
    private IRunService Runs { get; set; } = default!;

    [Inject]
    private RunStarter Starter { get; set; } = default!;

    [Inject]
    private ISnackbar Notifications { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    protected override async Task OnParametersSetAsync()
    {
        // Another run on the same page: a link from one to the other.
        if (_shown != Guid.Empty && _shown != Id)
        {
            _load.Reset();
            (_shown, _pace) = (Id, new RunPace());
            await ReloadAsync();
            Listen(WatchAsync);
        }
    }

    protected override void OnAfterRender(bool firstRender)
    {
        if (firstRender)
        {
            _shown = Id;
            Follow(signal => signal.Run == Id || signal.Exchange == _load.Value?.Run?.Exchange && signal.What is Happening.RunStarted or Happening.RunEnded, RefreshAsync);
            Listen(WatchAsync);
        }
    }

    /// <summary>Between two batches; ends at once for a run of another process or one that has ended.</summary>
    private async Task WatchAsync(CancellationToken cancellationToken)
    {
        await foreach (var run in Runs.WatchAsync(Id, cancellationToken))
        {
            await InvokeAsync(() => Take(run));
        }
    }

    private void Take(RunRecord run)
    {
        if (run.Id == Id && _load.Value is { Run: { State: RunState.Running } known } shown && (run.State != RunState.Running || run.Rows >= known.Rows))
        {
            _pace.Take(run, Time.GetUtcNow());
            _load.Take(shown with { Run = run });
            StateHasChanged();
        }
    }

    /// <summary>After a failure the visitor decides when to try again.</summary>
    private Task RefreshAsync() => _load.HasFailed ? Task.CompletedTask : ReloadAsync();

    private async Task ReloadAsync()
    {
        await LoadAsync(_load, ReadAsync);
        StateHasChanged();
    }

    private async Task<Shown> ReadAsync(CancellationToken cancellationToken)
    {
        if (await Store.RunAsync(Id, cancellationToken) is not { } run)
        {
            return new Shown(null, [], false);
        }

        var flows = (await Catalog.FindAsync(run.Exchange, cancellationToken))?.Definition.Flows ?? [];
        var around = run.Mode == RunMode.Undo ? await Store.RunsAsync(run.Exchange, RunsAround, cancellationToken) : [];
        return new Shown(run, [.. flows], around.All(other => other.State != RunState.Running) && around.FirstOrDefault(other => other is { Mode: RunMode.Undo, IsDryRun: false } && other.Of == run.Of)?.Id == run.Id);
    }

    private async Task RunAsync(RunRequest request)
    {
        if ((await Starter.StartAsync(request, Leaving)).Run is { } run)
        {
            Navigation.NavigateTo($"/runs/{run.Id}");
        }
    }

    private void Cancel()
    {
        var (severity, text) = Runs.Cancel(Id) ? (Severity.Info, T["Cancelling"]) : (Severity.Warning, T["CannotCancel"]);
        Notifications.Notify(severity, text);
    }

    /// <summary>A null run: there is none with this number.</summary>
    private sealed record Shown(RunRecord? Run, IReadOnlyList<FlowDefinition> Flows, bool MayRetry);
}
