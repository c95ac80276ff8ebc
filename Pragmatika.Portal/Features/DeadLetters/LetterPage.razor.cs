using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.Localization;
using Pragmatika.Engine.Privacy;
using Pragmatika.Engine.Runs;
using Pragmatika.Portal.Parts;
using MudBlazor;

namespace Pragmatika.Portal.Features.DeadLetters;

public sealed partial class LetterPage
{
    private readonly Loadable<Found> _load = new();
    private ReplayResult? _outcome;
    private bool _isBusy;

    [Parameter]
    public long Id { get; set; }

    [Inject]
    private IEngineStore Store { get; set; } = default!;

    [Inject]
    private IDeadLetterService Letters { get; set; } = default!;

    [Inject]
    private AuthenticationStateProvider Visitor { get; set; } = default!;

    [Inject]
    private IDialogService Dialogs { get; set; } = default!;

    [Inject]
    private IStringLocalizer<Words> W { get; set; } = default!;

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            await ReloadAsync();
        }
    }

    private async Task ReloadAsync()
    {
        await LoadAsync(_load, async cancellationToken => new Found(await Store.DeadLetterAsync(Id, cancellationToken) is { } letter ? new LetterForm(letter) : null));
        StateHasChanged();
    }

    private async Task ReplayAsync(LetterForm form)
    {
        _isBusy = true;
        try
        {
            _outcome = await Letters.ReplayAsync(Id, form.Edited(), form.CrmId, await NameAsync(), Leaving);
        }
        catch (RunRefusedException refusal)
        {
            _outcome = new ReplayResult(false, null, refusal.Message);
        }
        finally
        {
            _isBusy = false;
        }

        // What did not land keeps what the person typed: only a landed letter is read again.
        if (_outcome.Landed)
        {
            await ReloadAsync();
        }
    }

    private async Task DiscardAsync()
    {
        if (await Dialogs.AskAsync(W, T["DiscardTitle"], T["DiscardText"], T["Discard"], isDangerous: true))
        {
            await Letters.DiscardAsync(Id, await NameAsync(), Leaving);
            await ReloadAsync();
        }
    }

    private async Task<string> NameAsync() => (await Visitor.GetAuthenticationStateAsync()).User.Identity?.Name ?? string.Empty;

    private string Say(ReplayResult outcome) => outcome switch
    {
        { Landed: true, CrmId: { } id } => T["LandedAs", id],
        { Landed: true } => T["Landed"],
        _ => T["NotLanded"] + " " + PersonalText.Mask(outcome.Message),
    };

    /// <summary>A null form: there is no such letter.</summary>
    private sealed record Found(LetterForm? Form);
}
