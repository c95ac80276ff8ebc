using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using MudBlazor;
using Pragmatika.Engine.Compare;
using Pragmatika.Engine.Schedules;
using Pragmatika.Engine.Signals;
using Pragmatika.Portal.Parts;

namespace Pragmatika.Portal.Features.Compare;

public sealed partial class ComparePage
{
    private const int ReportsShown = 50;

    private readonly Loadable<Shown> _load = new();

    [Inject]
    private ICompareService Compare { get; set; } = default!;

    [Inject]
    private ISchedules Schedules { get; set; } = default!;

    [Inject]
    private IDialogService Dialogs { get; set; } = default!;

    [Inject]
    private AuthenticationStateProvider Visitor { get; set; } = default!;

    [Inject]
    private CompareStarter Starter { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    protected override void OnAfterRender(bool firstRender)
    {
        if (firstRender)
        {
            Follow(signal => signal.What is Happening.ComparisonChanged or Happening.ExchangeChanged or Happening.SchedulesChanged, RefreshAsync);
        }
    }

    /// <summary>After a failure the visitor decides when to try again: an error that blinks cannot be read.</summary>
    private Task RefreshAsync() => _load.HasFailed ? Task.CompletedTask : ReloadAsync();

    private async Task ReloadAsync()
    {
        await LoadAsync(_load, async cancellationToken => new Shown(
            await Compare.ListAsync(exchange: null, ReportsShown, cancellationToken), await Schedules.ReadAsync(cancellationToken)));
        StateHasChanged();
    }

    private async Task StartAsync(string exchange)
    {
        if (await Starter.StartAsync(exchange, Leaving) is { } report)
        {
            Navigation.NavigateTo($"/compare/{report.Id}");
        }
    }

    private async Task EditAsync(ScheduleLine line)
    {
        var parameters = new DialogParameters<CompareDialog>
        {
            { dialog => dialog.Form, CompareForm.Of(line.Compare) },
            { dialog => dialog.Exchange, line.Name },
            { dialog => dialog.Board, _load.Value!.Board },
            { dialog => dialog.By, (await Visitor.GetAuthenticationStateAsync()).User.Identity?.Name ?? string.Empty },
        };
        if (await Dialogs.OpenAsync(T["EditTitle", line.Title], parameters))
        {
            await ReloadAsync();
        }
    }

    private sealed record Shown(IReadOnlyList<CompareReport> Reports, ScheduleBoard Board)
    {
        public IReadOnlyDictionary<string, string> Titles { get; } = Board.Lines.ToDictionary(line => line.Name, line => line.Title, StringComparer.Ordinal);
    }
}
