using Microsoft.AspNetCore.Components;
using Pragmatika.Engine.Runs;
using Pragmatika.Engine.Schedules;
using Pragmatika.Portal.Parts;

namespace Pragmatika.Portal.Features.Exchanges;

public sealed partial class ExchangesPage
{
    private static readonly TimeSpan Refresh = TimeSpan.FromSeconds(2);

    private readonly Loadable<ExchangesView> _load = new();

    [Inject]
    private ISchedules Schedules { get; set; } = default!;

    [Inject]
    private IEngineStore Store { get; set; } = default!;

    [Inject]
    private IRunService Runs { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    [Inject]
    private RunStarter Starter { get; set; } = default!;

    protected override void OnAfterRender(bool firstRender)
    {
        if (firstRender)
        {
            Listen(FollowAsync);
        }
    }

    private async Task FollowAsync(CancellationToken cancellationToken)
    {
        using var ticks = new PeriodicTimer(Refresh, Time);
        do
        {
            // After a failure the visitor decides when to try again: an error that blinks cannot be read.
            if (!_load.HasFailed)
            {
                await InvokeAsync(ReloadAsync);
            }
        }
        while (await ticks.WaitForNextTickAsync(cancellationToken));
    }

    private async Task ReloadAsync()
    {
        await LoadAsync(_load, cancellationToken => ExchangesView.ReadAsync(Schedules, Store, cancellationToken));
        StateHasChanged();
    }

    private async Task RunAsync(string exchange)
    {
        var start = await Starter.StartAsync(new RunRequest { Exchange = exchange }, Leaving);
        if (start.Problems.Count > 0)
        {
            // That page lists every mistake of the definition.
            Navigation.NavigateTo($"/exchanges/{exchange}");
            return;
        }

        await ReloadAsync();
    }

    private void Cancel(Guid runId) => Runs.Cancel(runId);
}
