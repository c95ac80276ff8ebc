using Bunit;
using Microsoft.AspNetCore.Components.Web;
using Pragmatika.Portal.Parts.Boards;

namespace Pragmatika.Tests.Portal.Parts.Boards;

public sealed class DropBoardTests : PageContext
{
    private IReadOnlyList<BoardList> _lists = [new("left", "Слева", [new("a", "А"), new("b", "Б")]), new("right", "Справа", [])];

    [Fact]
    public void Card_ArrowRight_IsInTheOtherListAndTold()
    {
        var board = Open();

        board.Find("[data-card=a]").KeyDown(new KeyboardEventArgs { Key = "ArrowRight" });

        board.WaitForElement("[data-list=right] [data-card=a]");
        board.FindAll("[data-list=left] [data-card]").Should().ContainSingle();
        board.Find("[data-testid=board-said]").TextContent.Should().Be("А: Справа, 1 из 1");
        _lists[1].Cards.Should().ContainSingle(card => card.Id == "a");
    }

    [Fact]
    public void Card_ArrowDown_ChangesPlaces()
    {
        var board = Open();

        board.Find("[data-card=a]").KeyDown(new KeyboardEventArgs { Key = "ArrowDown" });

        board.WaitForAssertion(() => board.FindAll("[data-list=left] [data-card]").Select(card => card.GetAttribute("data-card")).Should().Equal("b", "a"));
    }

    [Fact]
    public void Lists_ChangedByTheOwner_AreShown()
    {
        var board = Open();

        board.Render(parameters => parameters.Add(one => one.Lists, [new BoardList("left", "Слева", [new("z", "Я")]), new BoardList("right", "Справа", [])]));

        board.WaitForAssertion(() => board.FindAll("[data-card]").Select(card => card.GetAttribute("data-card")).Should().Equal("z"));
    }

    [Fact]
    public void Card_ForThoseWhoCannotSee_SaysItsNameAndWhatTheKeysDo()
    {
        var board = Open();
        var card = board.Find("[data-card=a]");

        card.HasAttribute("aria-label").Should().BeFalse("its name is what is read on it");
        card.GetAttribute("tabindex").Should().Be("0");
        board.Find("#" + card.GetAttribute("aria-describedby")).TextContent.Should().Contain("Стрелки");
    }

    private IRenderedComponent<DropBoard> Open()
    {
        IRenderedComponent<DropBoard>? board = null;
        board = Render<DropBoard>(parameters => parameters
            .Add(one => one.Lists, _lists)
            .Add(one => one.ListsChanged, lists =>
            {
                _lists = lists;
                board!.Render(again => again.Add(one => one.Lists, lists));
            }));
        return board;
    }
}
