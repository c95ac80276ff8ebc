using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.Localization;
using MudBlazor;
using Pragmatika.Engine.Connectors.Sql;
using Pragmatika.Engine.Delivery;
using Pragmatika.Engine.Privacy;
using Pragmatika.Engine.Runs;
using Pragmatika.Engine.Runs.Letters;
using Pragmatika.Engine.Runs.Rows;
using Pragmatika.Engine.Signals;
using Pragmatika.Portal.Parts;

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
    private IRowDesk Rows { get; set; } = default!;

    [Inject]
    private AuthenticationStateProvider Visitor { get; set; } = default!;

    [Inject]
    private IDialogService Dialogs { get; set; } = default!;

    [Inject]
    private IStringLocalizer<Words> W { get; set; } = default!;

    protected override void OnAfterRender(bool firstRender)
    {
        if (firstRender)
        {
            Follow(signal => signal.What == Happening.DeadLettersChanged, TakeNewsAsync);
        }
    }

    /// <summary>Read anew when somebody else has settled the letter meanwhile; while it waits, what the visitor types stays.</summary>
    private async Task TakeNewsAsync()
    {
        if (_load.HasFailed || _isBusy)
        {
            return;
        }

        if (_load.Value is not { Form: { } form } || (await Store.DeadLetterAsync(Id, Leaving))?.State != form.Letter.State)
        {
            await ReloadAsync();
        }
    }

    private async Task ReloadAsync()
    {
        await LoadAsync(_load, async cancellationToken => new Found(await Store.DeadLetterAsync(Id, cancellationToken) is { } letter ? new LetterForm(letter) : null));
        StateHasChanged();
        if (_load.Value?.Form is { Letter.State: DeadLetterState.Open } form)
        {
            form.Writable = await WritableAsync();
            StateHasChanged();
        }
    }

    /// <summary>The offer to write to the table is a favour: a table that cannot be read now takes nothing away.</summary>
    private async Task<IReadOnlyDictionary<string, string>> WritableAsync()
    {
        try
        {
            return await Rows.WritableAsync(Id, Leaving);
        }
        catch (Exception exception) when (exception is SqlSideException or RunRefusedException or OperationCanceledException)
        {
            return new Dictionary<string, string>();
        }
    }

    /// <summary>False when the row has changed meanwhile: then nothing is sent either.</summary>
    private async Task<bool> WriteTableAsync(LetterForm form, string by)
    {
        try
        {
            return !form.WritesTable || await Rows.WriteAsync(Id, form.ToWrite(), by, Leaving);
        }
        catch (SqlSideException exception)
        {
            throw new RunRefusedException(exception.Message, []);
        }
    }

    private async Task ReplayAsync(LetterForm form)
    {
        _isBusy = true;
        try
        {
            var by = await NameAsync();
            _outcome = await WriteTableAsync(form, by)
                ? await Letters.ReplayAsync(Id, form.Edited(), form.CrmId, by, Leaving)
                : new ReplayResult(false, null, T["RowChanged"]);
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
        _ => T["NotLanded"] + " " + (_load.Value?.Form is { Letter: var letter } ? Titles.Say(letter.Exchange, letter.Flow, outcome.Message) : PersonalText.Mask(outcome.Message)),
    };

    /// <summary>A null form: there is no such letter.</summary>
    private sealed record Found(LetterForm? Form);
}
