using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.Localization;
using MudBlazor;
using Pragmatika.Engine.Schedules;
using Pragmatika.Engine.Signals;
using Pragmatika.Portal.Parts;

namespace Pragmatika.Portal.Features.Schedules;

public sealed partial class SchedulesPage
{
    /// <summary>Whether a node still lives, and what another node skipped or stopped, is told by no signal.</summary>
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(30);

    private readonly Loadable<ScheduleBoard> _load = new();

    [Inject]
    private ISchedules Schedules { get; set; } = default!;

    [Inject]
    private IDialogService Dialogs { get; set; } = default!;

    [Inject]
    private IStringLocalizer<Words> W { get; set; } = default!;

    [Inject]
    private AuthenticationStateProvider Visitor { get; set; } = default!;

    protected override void OnAfterRender(bool firstRender)
    {
        if (firstRender)
        {
            Follow(signal => signal.What is Happening.RunStarted or Happening.RunEnded or Happening.ExchangeChanged or Happening.SchedulesChanged, RefreshAsync, lookAgain: LookAgain);
        }
    }

    /// <summary>After a failure the visitor decides when to try again: an error that blinks cannot be read.</summary>
    private Task RefreshAsync() => _load.HasFailed ? Task.CompletedTask : ReloadAsync();

    private async Task ReloadAsync()
    {
        await LoadAsync(_load, Schedules.ReadAsync);
        StateHasChanged();
    }

    private async Task PauseAllAsync(bool paused)
    {
        if (paused && !await Dialogs.AskAsync(W, T["PauseAllTitle"], T["PauseAllText", _load.Value!.Lines.Count(line => line.Schedule is { Paused: false })], T["PauseAllYes"], T["PauseAllNo"]))
        {
            return;
        }

        await Schedules.PauseAllAsync(paused, await NameAsync(), Leaving);
        await ReloadAsync();
    }

    private async Task PauseAsync(ScheduleLine line)
    {
        await Schedules.PauseAsync(line.Name, line.Schedule is { Paused: false }, await NameAsync(), Leaving);
        await ReloadAsync();
    }

    private async Task EditAsync(ScheduleLine line)
    {
        var parameters = new DialogParameters<ScheduleDialog>
        {
            { dialog => dialog.Form, ScheduleForm.Of(line.Schedule) },
            { dialog => dialog.Line, line },
            { dialog => dialog.Board, _load.Value },
            { dialog => dialog.By, await NameAsync() },
        };
        if (await Dialogs.OpenAsync(T["EditTitle", line.Title], parameters))
        {
            await ReloadAsync();
        }
    }

    private async Task<string> NameAsync() => (await Visitor.GetAuthenticationStateAsync()).User.Identity?.Name ?? string.Empty;
}
