using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using MudBlazor;
using Pragmatika.Engine.Exchanges;
using Pragmatika.Engine.Runs;
using Pragmatika.Engine.Runs.Fuses;
using Pragmatika.Engine.Signals;
using Pragmatika.Portal.Features.Exchanges;
using Pragmatika.Portal.Parts;

namespace Pragmatika.Portal.Features.Exchange;

public sealed partial class ExchangePage
{
    private const int RunsShown = 15;

    private readonly Loadable<Found> _load = new();

    [Parameter]
    public string Name { get; set; } = string.Empty;

    [Inject]
    private IExchangeCatalog Catalog { get; set; } = default!;

    [Inject]
    private IMappingChanges Mappings { get; set; } = default!;

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
        await foreach (var heard in News.WatchAsync(Concerns, cancellationToken))
        {
            if (heard.Count == 0 || heard.Any(signal => signal.What == Happening.ExchangeChanged))
            {
                await InvokeAsync(ReloadAsync);
            }

            // A run of this process is watched between its batches, too; one of another process moves with the news.
            Guid? watched = null;
            await TakeRunsAsync(cancellationToken);
            while (View?.Current is { } run && run.Id != watched)
            {
                watched = run.Id;
                await WatchAsync(run.Id, cancellationToken);
                await TakeRunsAsync(cancellationToken);
            }
        }
    }

    private bool Concerns(Signal signal) =>
        (signal.Exchange == Name || signal.Exchange.Length == 0) && signal.What is Happening.RunStarted or Happening.RunMoved or Happening.RunEnded or Happening.ExchangeChanged;

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
        if (_load.HasFailed)
        {
            return;
        }

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

        // Another version of the definition: what was seen of the runs goes on.
        var view = new ExchangeView(exchange, View)
        {
            Problems = Validator.Validate(exchange.Definition),
            Changed = await Mappings.LastAsync(Name, cancellationToken) ?? new MappingChange(exchange.SavedAt, exchange.SavedBy),
        };
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

    /// <summary>A null view: there is no such exchange.</summary>
    private sealed record Found(ExchangeView? View);
}
