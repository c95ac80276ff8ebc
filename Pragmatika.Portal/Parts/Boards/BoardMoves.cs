namespace Pragmatika.Portal.Parts.Boards;

/// <summary>One card of a board: who it is, in which list, at which place from the top.</summary>
public readonly record struct BoardPlace(string Card, string List, int Index);

/// <summary>Where a card goes by keyboard, and what is left of the lists when it has gone. Pure.</summary>
public static class BoardMoves
{
    /// <summary>Up and down within the list, left and right between lists at the same height; null when the card is at the edge already or the key means nothing.</summary>
    public static BoardPlace? ByKey(string key, BoardPlace now, IReadOnlyList<BoardList> lists)
    {
        var at = lists.ToList().FindIndex(list => list.Name == now.List);
        return key switch
        {
            "ArrowUp" when now.Index > 0 => now with { Index = now.Index - 1 },
            "ArrowDown" when now.Index < lists[at].Cards.Count - 1 => now with { Index = now.Index + 1 },
            "ArrowLeft" when at > 0 => Into(lists[at - 1]),
            "ArrowRight" when at < lists.Count - 1 => Into(lists[at + 1]),
            "Home" when now.Index > 0 => now with { Index = 0 },
            "End" when now.Index < lists[at].Cards.Count - 1 => now with { Index = lists[at].Cards.Count - 1 },
            _ => null,
        };

        BoardPlace Into(BoardList list) => new(now.Card, list.Name, Math.Min(now.Index, list.Cards.Count));
    }

    /// <summary>The lists after the move. A card that is in none of them (it has gone meanwhile) moves nothing.</summary>
    public static IReadOnlyList<BoardList> Apply(BoardPlace move, IReadOnlyList<BoardList> lists)
    {
        if (lists.SelectMany(list => list.Cards).FirstOrDefault(card => card.Id == move.Card) is not { } moved)
        {
            return lists;
        }

        return [.. lists.Select(list =>
        {
            var cards = list.Cards.Where(card => card.Id != move.Card).ToList();
            if (list.Name == move.List)
            {
                cards.Insert(Math.Clamp(move.Index, 0, cards.Count), moved);
            }

            return list with { Cards = cards };
        })];
    }

    /// <summary>Where a card stands; null when it is in no list.</summary>
    public static BoardPlace? PlaceOf(string card, IReadOnlyList<BoardList> lists)
    {
        foreach (var list in lists)
        {
            var index = list.Cards.ToList().FindIndex(one => one.Id == card);
            if (index >= 0)
            {
                return new BoardPlace(card, list.Name, index);
            }
        }

        return null;
    }
}

/// <summary>A list of a board. <paramref name="Name"/> stays; <paramref name="Title"/> is for people.</summary>
public sealed record BoardList(string Name, string Title, IReadOnlyList<BoardCard> Cards);

/// <summary>A card of a board. <paramref name="Id"/> is unique on the board: objects may be replaced while somebody drags, ids are not.</summary>
public sealed record BoardCard(string Id, string Title, string? Note = null);
