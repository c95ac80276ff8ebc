using Microsoft.AspNetCore.Components;
using Pragmatika.Engine.Runs;
using Pragmatika.Engine.Runs.Planned;
using Pragmatika.Portal.Naming;
using Pragmatika.Portal.Parts;

namespace Pragmatika.Portal.Features.Plans;

public sealed partial class PlanPage
{
    private const int PageSize = 100;

    /// <summary>A create may write thirty fields: so many lines can be looked through, and a browser lays them out at once.</summary>
    private const int MostLines = 200;

    /// <summary>A run tells of every batch; the counts of a long plan are not read for each.</summary>
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(1);

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
    private Titles Titles { get; set; } = default!;

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

    protected override void OnAfterRender(bool firstRender)
    {
        if (firstRender)
        {
            _isInteractive = true;
            Follow(signal => signal.Run == Run, RefreshAsync, Pace);
        }
    }

    /// <summary>A dry run that has ended does not change; after a failure the visitor decides when to try again.</summary>
    private Task RefreshAsync() => _load is { HasFailed: false, Value: null or { Run.State: RunState.Running } } ? ReloadAsync() : Task.CompletedTask;

    private async Task ReloadAsync()
    {
        await LoadAsync(_load, ReadAsync);
        StateHasChanged();
    }

    private async Task<Shown> ReadAsync(CancellationToken cancellationToken) => await Store.RunAsync(Run, cancellationToken) is { IsDryRun: true } run
        ? await ReadAsync(run, cancellationToken)
        : new Shown(null, [], [], HasMore: false);

    private async Task<Shown> ReadAsync(RunRecord run, CancellationToken cancellationToken)
    {
        var changes = await Planned.PageAsync(Run, _address.Filter, _address.After, PageSize, cancellationToken);
        var lines = PlanLine.Of(changes, run.Exchange, Titles, MostLines);
        return new Shown(run, await Planned.CountsAsync(Run, cancellationToken), lines, changes.Count == PageSize || (lines.Count > 0 && lines[^1].Change != changes[^1]));
    }

    /// <summary>A null run: there is no such dry run.</summary>
    private sealed record Shown(RunRecord? Run, IReadOnlyList<PlannedCount> Counts, IReadOnlyList<PlanLine> Lines, bool HasMore);
}
