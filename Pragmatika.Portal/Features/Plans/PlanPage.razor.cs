using Microsoft.AspNetCore.Components;
using Pragmatika.Engine.Runs;
using Pragmatika.Engine.Runs.Planned;
using Pragmatika.Portal.Parts;

namespace Pragmatika.Portal.Features.Plans;

public sealed partial class PlanPage
{
    private const int PageSize = 100;
    private static readonly TimeSpan Refresh = TimeSpan.FromSeconds(1);

    private readonly Loadable<Shown> _load = new();
    private PlanAddress _address = new(Guid.Empty);
    private bool _isInteractive;

    [Parameter]
    public Guid Run { get; set; }

    [SupplyParameterFromQuery(Name = "kind")]
    private string? Kind { get; set; }

    [SupplyParameterFromQuery(Name = "flow")]
    private string? Flow { get; set; }

    [SupplyParameterFromQuery(Name = "q")]
    private string? Text { get; set; }

    [SupplyParameterFromQuery(Name = "after")]
    private string? After { get; set; }

    [Inject]
    private IEngineStore Store { get; set; } = default!;

    [Inject]
    private IPlannedChanges Planned { get; set; } = default!;

    protected override async Task OnParametersSetAsync()
    {
        var address = PlanAddress.Read(Run, Kind, Flow, Text, After);
        if (address != _address)
        {
            _address = address;
            if (_isInteractive)
            {
                await ReloadAsync();
            }
        }
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            _isInteractive = true;
            await ReloadAsync();
            Listen(FollowAsync);
        }
    }

    /// <summary>A dry run that is still under way is looked at again until it has ended.</summary>
    private async Task FollowAsync(CancellationToken cancellationToken)
    {
        using var ticks = new PeriodicTimer(Refresh, Time);
        while (await ticks.WaitForNextTickAsync(cancellationToken))
        {
            if (_load.Value?.Run is { State: RunState.Running })
            {
                await InvokeAsync(ReloadAsync);
            }
        }
    }

    private async Task ReloadAsync()
    {
        await LoadAsync(_load, ReadAsync);
        StateHasChanged();
    }

    private async Task<Shown> ReadAsync(CancellationToken cancellationToken) => await Store.RunAsync(Run, cancellationToken) is { IsDryRun: true } run
        ? new Shown(run, await Planned.CountsAsync(Run, cancellationToken), await Planned.PageAsync(Run, _address.Filter, _address.After, PageSize, cancellationToken))
        : new Shown(null, [], []);

    /// <summary>A null run: there is no such dry run.</summary>
    private sealed record Shown(RunRecord? Run, IReadOnlyList<PlannedCount> Counts, IReadOnlyList<PlannedChange> Changes);
}
