using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using MudBlazor;
using Pragmatika.Engine.Exchanges;
using Pragmatika.Portal.Parts;
using Pragmatika.Portal.Parts.Boards;

namespace Pragmatika.Portal.Features.Definitions;

/// <summary>Takes a definition as text, says what it means and what is wrong with it, and saves it as a new version.</summary>
public sealed partial class DefinitionPage
{
    private readonly Loadable<Found> _load = new();
    private string _text = string.Empty;
    private IReadOnlyList<BoardList> _order = [];
    private DefinitionReview? _review;
    private string? _note;
    private bool _isBusy;
    private string? _shown;
    private bool _isInteractive;

    /// <summary>Null on the page for a new exchange.</summary>
    [Parameter]
    public string? Name { get; set; }

    [Inject]
    private IExchangeCatalog Catalog { get; set; } = default!;

    [Inject]
    private DefinitionChecker Checker { get; set; } = default!;

    [Inject]
    private AuthenticationStateProvider Visitor { get; set; } = default!;

    [Inject]
    private ISnackbar Notifications { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    protected override async Task OnParametersSetAsync()
    {
        if (_isInteractive && Name != _shown)
        {
            Take(string.Empty);
            await ReloadAsync();
        }
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            _isInteractive = true;
            await ReloadAsync();
        }
    }

    private async Task ReloadAsync()
    {
        _shown = Name;
        await LoadAsync(_load, async cancellationToken =>
        {
            var stored = Name is null ? null : await Catalog.FindAsync(Name, cancellationToken);
            _text = stored is null ? string.Empty : ExchangeJson.Write(stored.Definition);
            _order = OrderOf(_text);
            return new Found(stored);
        });
        StateHasChanged();
    }

    /// <summary>What was found out about another text says nothing of this one.</summary>
    private void Take(string text) => (_text, _order, _review, _note) = (text, OrderOf(text), null, null);

    private void Reorder(IReadOnlyList<BoardList> lists)
    {
        Take(FlowOrder.Apply(_text, lists[0].Cards));
        _order = lists;
    }

    private IReadOnlyList<BoardList> OrderOf(string text) => [new BoardList("flows", T["Flows"], FlowOrder.Read(text))];

    private Task CheckAsync() => BusyAsync(async () =>
    {
        _review = await Checker.CheckAsync(_text, Leaving);
        StateHasChanged();
        if (_review.IsCounting)
        {
            await Checker.CountAsync(_review, Leaving);
        }
    });

    private Task SaveAsync() => BusyAsync(async () =>
    {
        var by = (await Visitor.GetAuthenticationStateAsync()).User.Identity?.Name ?? string.Empty;
        if (await Checker.SaveAsync(_review!, by, Leaving) is not { } saved)
        {
            (_review, _note) = (null, T["ChangedMeanwhile"]);
            return;
        }

        Notifications.Notify(Severity.Success, T["Saved", saved.Version], T["SavedText"]);
        Navigation.NavigateTo($"/exchanges/{saved.Name}");
    });

    private async Task BusyAsync(Func<Task> work)
    {
        (_isBusy, _note) = (true, null);
        try
        {
            await work();
        }
        catch (OperationCanceledException) when (Leaving.IsCancellationRequested)
        {
        }
        finally
        {
            _isBusy = false;
        }
    }

    /// <summary>Without a stored version it is a new exchange, or there is none of that name.</summary>
    private sealed record Found(StoredExchange? Stored);
}
