using Microsoft.AspNetCore.Components;
using Pragmatika.Engine.Questions;
using Pragmatika.Engine.Runs;
using Pragmatika.Engine.Schedules;
using Pragmatika.Engine.Signals;
using Pragmatika.Portal.Parts;

namespace Pragmatika.Portal.Features.Exchanges;

public sealed partial class ExchangesPage
{
    /// <summary>A run tells of every batch; reading all exchanges anew for each would cost more than it shows.</summary>
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(1);

    private readonly Loadable<ExchangesView> _load = new();

    [Inject]
    private ISchedules Schedules { get; set; } = default!;

    [Inject]
    private IEngineStore Store { get; set; } = default!;

    [Inject]
    private IQuestionService Questions { get; set; } = default!;

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
            Follow(signal => signal.What != Happening.ComparisonChanged, RefreshAsync, Pace);
        }
    }

    /// <summary>After a failure the visitor decides when to try again: an error that blinks cannot be read.</summary>
    private Task RefreshAsync() => _load.HasFailed ? Task.CompletedTask : ReloadAsync();

    private async Task ReloadAsync()
    {
        await LoadAsync(_load, cancellationToken => ExchangesView.ReadAsync(Schedules, Store, Questions, cancellationToken));
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
