using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.Localization;
using MudBlazor;
using Pragmatika.Engine.Delivery;
using Pragmatika.Engine.Runs;
using Pragmatika.Engine.Runs.Letters;
using Pragmatika.Engine.Runs.Rows;
using Pragmatika.Engine.Signals;
using Pragmatika.Portal.Parts;

namespace Pragmatika.Portal.Features.DeadLetters;

public sealed partial class DeadLettersPage
{
    /// <summary>A run parks letters batch by batch, and every reading asks the table for the rows' names.</summary>
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(2);

    private readonly Loadable<LettersView> _load = new();
    private LettersAddress _address = LettersAddress.Read(null, null, null, null);
    private IReadOnlyDictionary<long, string> _named = new Dictionary<long, string>();
    private bool _isInteractive;

    [SupplyParameterFromQuery(Name = "exchange")]
    private string? Exchange { get; set; }

    [SupplyParameterFromQuery(Name = "code")]
    private string? Code { get; set; }

    [SupplyParameterFromQuery(Name = "state")]
    private string? State { get; set; }

    [SupplyParameterFromQuery(Name = "page")]
    private int? Number { get; set; }

    [Inject]
    private IEngineStore Store { get; set; } = default!;

    [Inject]
    private IDeadLetterService Letters { get; set; } = default!;

    [Inject]
    private IRowDesk Rows { get; set; } = default!;

    [Inject]
    private AuthenticationStateProvider Visitor { get; set; } = default!;

    [Inject]
    private ISnackbar Notifications { get; set; } = default!;

    [Inject]
    private IDialogService Dialogs { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    [Inject]
    private IStringLocalizer<Words> W { get; set; } = default!;

    protected override async Task OnParametersSetAsync()
    {
        var address = LettersAddress.Read(Exchange, Code, State, Number);
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
            Follow(signal => signal.What == Happening.DeadLettersChanged, RefreshAsync, Pace);
        }
    }

    /// <summary>After a failure the visitor decides when to try again: an error that blinks cannot be read.</summary>
    private Task RefreshAsync() => _load.HasFailed ? Task.CompletedTask : ReloadAsync();

    private async Task ReloadAsync()
    {
        await LoadAsync(_load, cancellationToken => LettersView.ReadAsync(Store, _address, cancellationToken));
        StateHasChanged();
        if (_load.Value is { Letters.Count: > 0 } view)
        {
            _named = await LetterNames.ReadAsync(Rows, view.Letters, Leaving);
            StateHasChanged();
        }
    }

    private async Task ReplayAllAsync(DeadLetterGroup group)
    {
        if (!await Dialogs.AskAsync(W, T["ReplayAllTitle"], T["ReplayAllText", group.Count, Titles.Code(group.Code)], T["ReplayAll"]))
        {
            return;
        }

        try
        {
            var state = await Visitor.GetAuthenticationStateAsync();
            await Letters.ReplayAllAsync(group.Exchange, group.Code, state.User.Identity?.Name ?? string.Empty, Leaving);
            Navigation.NavigateTo($"/exchanges/{group.Exchange}");
        }
        catch (RunRefusedException refusal)
        {
            Notifications.Notify(Severity.Warning, W["RunRefused"], refusal.Message);
        }
    }
}
