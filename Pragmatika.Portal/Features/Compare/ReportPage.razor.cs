using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using MudBlazor;
using Pragmatika.Engine.Compare;
using Pragmatika.Engine.Runs;
using Pragmatika.Engine.Runs.Repair;
using Pragmatika.Engine.Signals;
using Pragmatika.Portal.Parts;

namespace Pragmatika.Portal.Features.Compare;

public sealed partial class ReportPage
{
    private const int PageSize = 100;

    private readonly Loadable<Shown> _load = new();
    private readonly HashSet<long> _chosen = [];
    private CompareAddress _address = new(Guid.Empty);
    private bool _isInteractive;
    private bool _ignoresFuse;

    [Parameter]
    public Guid Id { get; set; }

    [SupplyParameterFromQuery(Name = "kind")]
    private string? Kind { get; set; }

    [SupplyParameterFromQuery(Name = "flow")]
    private string? Flow { get; set; }

    [SupplyParameterFromQuery(Name = "field")]
    private string? Field { get; set; }

    [SupplyParameterFromQuery(Name = "q")]
    private string? Text { get; set; }

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
        var address = CompareAddress.Read(Id, Kind, Flow, Field, Text, After);
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
            Follow(signal => signal.What == Happening.ComparisonChanged, RefreshAsync);
        }
    }

    /// <summary>A comparison that has ended does not change; after a failure the visitor decides when to try again.</summary>
    private Task RefreshAsync() => _load is { HasFailed: false, Value: null or { Report.State: RunState.Running } } ? ReloadAsync() : Task.CompletedTask;

    private async Task ReloadAsync()
    {
        await LoadAsync(_load, ReadAsync);
        StateHasChanged();
    }

    private async Task<Shown> ReadAsync(CancellationToken cancellationToken) => await Compare.FindAsync(Id, cancellationToken) is { } report
        ? new Shown(report, await Compare.FindingsAsync(Id, _address.Filter, _address.After, PageSize, cancellationToken), await Compare.GroupsAsync(Id, cancellationToken))
        : new Shown(null, [], []);

    private void Choose(long number)
    {
        if (!_chosen.Remove(number))
        {
            _chosen.Add(number);
        }
    }

    private async Task RepairAsync(RepairSide side)
    {
        var numbers = await NumbersAsync();
        var what = numbers is null ? T["RepairAll"] : T["RepairChosen", numbers.Count];
        if (await Dialogs.AskAsync(Words, T["RepairAsk"], what + " " + T["RepairText." + side], T["RepairYes"], isDangerous: true)
            && await Starter.RepairAsync(Id, new RepairOrder(side, numbers, _ignoresFuse), Leaving) is { } run)
        {
            Navigation.NavigateTo($"/exchanges/{run.Exchange}");
        }
    }

    /// <summary>What was chosen one by one, else what the filter shows; null for the whole report.</summary>
    private async Task<IReadOnlyList<long>?> NumbersAsync()
    {
        if (_chosen.Count > 0 || _address.Filter.IsEmpty)
        {
            return _chosen.Count > 0 ? [.. _chosen] : null;
        }

        return await Compare.AllAsync(Id, _address.Filter, Leaving).Where(finding => finding.CanBeRepaired).Select(finding => finding.Number).ToListAsync(Leaving);
    }

    /// <summary>A null report: there is no such comparison.</summary>
    private sealed record Shown(CompareReport? Report, IReadOnlyList<CompareFinding> Findings, IReadOnlyList<FindingGroup> Groups);
}
