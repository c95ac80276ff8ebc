using Pragmatika.Portal.Parts.Boards;

namespace Pragmatika.Tests.Portal.Parts.Boards;

public sealed class BoardMovesTests
{
    private static readonly IReadOnlyList<BoardList> Lists =
    [
        new("left", "Слева", [new("a", "А"), new("b", "Б"), new("c", "В")]),
        new("right", "Справа", [new("d", "Г")]),
    ];

    [Theory]
    [InlineData("b", "ArrowUp", "left", 0)]
    [InlineData("b", "ArrowDown", "left", 2)]
    [InlineData("a", "End", "left", 2)]
    [InlineData("c", "Home", "left", 0)]
    [InlineData("c", "ArrowRight", "right", 1)]
    [InlineData("d", "ArrowLeft", "left", 0)]
    public void Key_MovesTheCard(string card, string key, string list, int index) =>
        BoardMoves.ByKey(key, BoardMoves.PlaceOf(card, Lists)!.Value, Lists).Should().Be(new BoardPlace(card, list, index));

    [Theory]
    [InlineData("a", "ArrowUp")]
    [InlineData("c", "ArrowDown")]
    [InlineData("a", "ArrowLeft")]
    [InlineData("d", "ArrowRight")]
    [InlineData("a", "Enter")]
    public void Key_AtTheEdge_MovesNothing(string card, string key) => BoardMoves.ByKey(key, BoardMoves.PlaceOf(card, Lists)!.Value, Lists).Should().BeNull();

    [Theory]
    [InlineData("a", "right", 1, "b,c", "d,a")]
    [InlineData("d", "left", 1, "a,d,b,c", "")]
    [InlineData("a", "left", 2, "b,c,a", "d")]
    [InlineData("a", "right", 99, "b,c", "d,a")]
    [InlineData("a", "right", -1, "b,c", "a,d")]
    [InlineData("gone", "right", 0, "a,b,c", "d")]
    public void Apply_PutsTheCardThere_AndNowhereElse(string card, string list, int index, string left, string right)
    {
        var after = BoardMoves.Apply(new BoardPlace(card, list, index), Lists);

        after.Select(one => string.Join(',', one.Cards.Select(each => each.Id))).Should().Equal(left, right);
    }
}
