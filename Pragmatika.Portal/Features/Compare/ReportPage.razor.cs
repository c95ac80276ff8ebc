using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Pragmatika.Engine.Compare;
using Pragmatika.Engine.Runs;
using Pragmatika.Engine.Runs.Repair;
using Pragmatika.Portal.Parts;
using MudBlazor;

namespace Pragmatika.Portal.Features.Compare;

public sealed partial class ReportPage
{
    private const int PageSize = 100;
    private static readonly TimeSpan Refresh = TimeSpan.FromSeconds(1);

    private readonly Loadable<Shown> _load = new();
    private readonly HashSet<long> _chosen = [];
    private CompareAddress _address = new(Guid.Empty);
    private bool _isInteractive;
    private bool _ignoresFuse;

    [Parameter]
    public Guid Id { get; set; }

    [SupplyParameterFromQuery(Name = "kind")]
    private string? Kind { get; set; }

    [SupplyParameterFromQuery(Name = "after")]
    private string? After { get; set; }

    [Inject]
    private ICompareService Compare { get; set; } = default!;

    [Inject]
    private CompareStarter Starter { get; set; } = default!;

    [Inject]
    private IDialogService Dialogs { get; set; } = default!;

    [Inject]
    private IStringLocalizer<Words> Words { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    protected override async Task OnParametersSetAsync()
    {
        var address = CompareAddress.Read(Id, Kind, After);
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

    /// <summary>A comparison that is still under way is looked at again until it has ended.</summary>
    private async Task FollowAsync(CancellationToken cancellationToken)
    {
        using var ticks = new PeriodicTimer(Refresh, Time);
        while (await ticks.WaitForNextTickAsync(cancellationToken))
        {
            if (_load.Value?.Report is { State: RunState.Running })
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

    private async Task<Shown> ReadAsync(CancellationToken cancellationToken) => await Compare.FindAsync(Id, cancellationToken) is { } report
        ? new Shown(report, await Compare.FindingsAsync(Id, _address.Kind, _address.After, PageSize, cancellationToken))
        : new Shown(null, []);

    private void Choose(long number)
    {
        if (!_chosen.Remove(number))
        {
            _chosen.Add(number);
        }
    }

    private async Task RepairAsync(RepairSide side)
    {
        var what = _chosen.Count > 0 ? T["RepairChosen", _chosen.Count] : T["RepairAll"];
        if (await Dialogs.AskAsync(Words, T["RepairAsk"], what + " " + T["RepairText." + side], T["RepairYes"], isDangerous: true)
            && await Starter.RepairAsync(Id, new RepairOrder(side, _chosen.Count > 0 ? [.. _chosen] : null, _ignoresFuse), Leaving) is { } run)
        {
            Navigation.NavigateTo($"/exchanges/{run.Exchange}");
        }
    }

    /// <summary>A null report: there is no such comparison.</summary>
    private sealed record Shown(CompareReport? Report, IReadOnlyList<CompareFinding> Findings);
}
