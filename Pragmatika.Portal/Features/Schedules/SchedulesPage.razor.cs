using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Pragmatika.Engine.Schedules;
using Pragmatika.Portal.Parts;
using MudBlazor;

namespace Pragmatika.Portal.Features.Schedules;

public sealed partial class SchedulesPage
{
    private static readonly TimeSpan Refresh = TimeSpan.FromSeconds(3);

    private readonly Loadable<ScheduleBoard> _load = new();

    [Inject]
    private ISchedules Schedules { get; set; } = default!;

    [Inject]
    private IDialogService Dialogs { get; set; } = default!;

    [Inject]
    private AuthenticationStateProvider Visitor { get; set; } = default!;

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
        await LoadAsync(_load, Schedules.ReadAsync);
        StateHasChanged();
    }

    private async Task PauseAllAsync(bool paused)
    {
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
