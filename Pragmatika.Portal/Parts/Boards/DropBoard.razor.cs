using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace Pragmatika.Portal.Parts.Boards;

public sealed partial class DropBoard
{
    private readonly string _prefix = "board-" + Guid.NewGuid().ToString("N")[..8];
    private MudDropContainer<BoardCard>? _container;
    private IReadOnlyList<BoardList>? _shown;
    private string? _focus;
    private string? _moved;
    private string? _said;

    [Parameter, EditorRequired]
    public required IReadOnlyList<BoardList> Lists { get; set; }

    /// <summary>The lists after a move. Give them back as <see cref="Lists"/>, or others when the move may not be.</summary>
    [Parameter]
    public EventCallback<IReadOnlyList<BoardList>> ListsChanged { get; set; }

    private IEnumerable<BoardCard> Cards => Lists.SelectMany(list => list.Cards);

    // The lists after a move come with the owner's next render, not while it is told.
    protected override void OnParametersSet()
    {
        if (_moved is { } card)
        {
            _moved = null;
            SayMove(card);
        }
    }

    protected override void OnAfterRender(bool firstRender)
    {
        // The zones look at their items only when told to.
        if (!ReferenceEquals(_shown, Lists))
        {
            _shown = Lists;
            _container?.Refresh();
        }
    }

    private string? ListOf(BoardCard card) => BoardMoves.PlaceOf(card.Id, Lists)?.List;

    private string IdOf(BoardList list) => $"{_prefix}-{Lists.ToList().IndexOf(list)}";

    /// <summary>By mouse or finger. The dropped object may be an old one, so only its id counts.</summary>
    private Task DroppedAsync(MudItemDropInfo<BoardCard> drop) => drop.Item is null
        ? Task.CompletedTask
        : MoveAsync(new BoardPlace(drop.Item.Id, drop.DropzoneIdentifier, drop.IndexInZone));

    private async Task MoveByKeyAsync(string card, string key)
    {
        if (BoardMoves.PlaceOf(card, Lists) is { } now && BoardMoves.ByKey(key, now, Lists) is { } to)
        {
            _focus = card;
            await MoveAsync(to);
        }
    }

    private async Task MoveAsync(BoardPlace move)
    {
        _moved = move.Card;
        await ListsChanged.InvokeAsync(BoardMoves.Apply(move, Lists));
        _shown = null;
        StateHasChanged();
    }

    /// <summary>Where the card stands now, which need not be where it was put.</summary>
    private void SayMove(string card)
    {
        if (BoardMoves.PlaceOf(card, Lists) is { } there)
        {
            var list = Lists.First(one => one.Name == there.List);
            _said = W["BoardSaid", list.Cards[there.Index].Title, list.Title, there.Index + 1, list.Cards.Count];
        }
    }
}
