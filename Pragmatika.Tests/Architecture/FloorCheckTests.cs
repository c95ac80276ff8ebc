using Pragmatika.Tests.Architecture.Checker;

namespace Pragmatika.Tests.Architecture;

/// <summary>The checker itself, on small houses: it must catch what it is there to catch, and cry about nothing else.</summary>
public sealed class FloorCheckTests
{
    private const string House =
        """
        | Program | May name | What it is |
        |---|---|---|
        | `Shop` | nothing | a shop |
        | `Street` | Shop | where shops are |

        | Floor | Room | May name | What it is |
        |---|---|---|---|
        | 0 | `Shop/Cellar` | nothing | keeps |
        | 1 | `Shop/Floor` | Shop/Cellar | sells |
        | 1 | `Shop/Till` | Shop/Cellar | counts |
        | 2 | `Shop` | everything below | puts together |
        | 0 | `Street` | everything below | walks by |

        | Shut room | Named only by | Why |
        |---|---|---|
        | `Shop/Cellar` | Shop, Shop/Floor, Shop/Till | only staff |
        """;

    private static readonly TypeName Jam = new("Pragmatika.Shop.Cellar", "Jam");
    private static readonly TypeName Shelf = new("Pragmatika.Shop.Floor", "Shelf");
    private static readonly TypeName Coins = new("Pragmatika.Shop.Till.Drawer", "Coins");
    private static readonly TypeName Keeper = new("Pragmatika.Shop", "Keeper");
    private static readonly TypeName Entry = new("Pragmatika.Shop.Program", "Program");
    private static readonly TypeName Walker = new("Pragmatika.Street", "Walker");
    private static readonly TypeName[] Everybody = [Jam, Shelf, Coins, Keeper, Entry, Walker, new("System.Text.Generated", "Made"), new("", "<Module2>")];

    [Fact]
    public void House_AsDrawn_HasNoFault() =>
        Faults(House, Arrow(Shelf, Jam), Arrow(Coins, Jam), Arrow(Keeper, Shelf), Arrow(Entry, Keeper), Arrow(Walker, Keeper)).Should().BeEmpty();

    [Fact]
    public void ArrowUp_IsCaughtWithItsTypes() =>
        Faults(House, Arrow(Jam, Shelf)).Should().ContainSingle().Which.Should().StartWith("Runs up:").And.Contain("Shop/Cellar").And.Contain("Jam → Shelf");

    [Fact]
    public void ArrowAlongAFloor_IsCaughtUnlessDrawn()
    {
        Faults(House, Arrow(Shelf, Coins)).Should().ContainSingle().Which.Should().StartWith("Runs along");
        Faults(House.Replace("`Shop/Floor` | Shop/Cellar", "`Shop/Floor` | Shop/Cellar, Shop/Till", StringComparison.Ordinal), Arrow(Shelf, Coins)).Should().BeEmpty();
    }

    [Fact]
    public void ArrowDown_ThatIsNotDrawn_IsCaught() =>
        Faults(House.Replace("`Shop/Till` | Shop/Cellar", "`Shop/Till` | nothing", StringComparison.Ordinal), Arrow(Coins, Jam)).Should().ContainSingle().Which.Should().StartWith("Is not drawn:");

    [Fact]
    public void Circle_IsCaughtWithEveryTypeThatMakesIt()
    {
        var house = House
            .Replace("`Shop/Floor` | Shop/Cellar", "`Shop/Floor` | Shop/Cellar, Shop/Till", StringComparison.Ordinal)
            .Replace("`Shop/Till` | Shop/Cellar", "`Shop/Till` | Shop/Cellar, Shop/Floor", StringComparison.Ordinal);

        var circle = Faults(house, Arrow(Shelf, Coins), Arrow(Coins, Shelf), Arrow(Coins, Jam)).Should().ContainSingle().Which;

        circle.Should().StartWith("A circle: Shop/Floor, Shop/Till").And.Contain("Shelf → Coins").And.Contain("Coins → Shelf").And.NotContain("Jam");
    }

    [Fact]
    public void CircleOverThreeRooms_IsOneCircle() =>
        Circles.In([("a", "b"), ("b", "c"), ("c", "a"), ("c", "d"), ("d", "e"), ("x", "y"), ("y", "x")])
            .Select(circle => string.Join("", circle)).Should().Equal("abc", "xy");

    [Fact]
    public void RoomThatIsNotOnThePage_IsCaughtWithItsTypes()
    {
        var faults = FloorCheck.Faults(DrawingPage.Read(House), [.. Everybody, new("Pragmatika.Shop.Attic", "Trunk"), new("Elsewhere", "Stray")], []);

        faults.Should().HaveCount(2).And.Contain(fault => fault.Contains("Pragmatika.Shop.Attic") && fault.Contains("Trunk")).And.Contain(fault => fault.Contains("Stray"));
    }

    [Fact]
    public void RoomWithoutTypes_IsCaught() =>
        FloorCheck.Faults(DrawingPage.Read(House), [.. Everybody.Except([Coins])], []).Should().ContainSingle().Which.Should().Contain("Shop/Till, where no type lives");

    [Fact]
    public void ProgramItMayNotName_IsCaught() => Faults(House, Arrow(Keeper, Walker)).Should().ContainSingle().Which.Should().StartWith("Goes to a program");

    [Fact]
    public void ShutDoor_IsCaughtFromAnotherProgramToo() => Faults(House, Arrow(Walker, Jam)).Should().ContainSingle().Which.Should().StartWith("Goes through a shut door:");

    [Fact]
    public void PageThatAllowsAnArrowUp_IsItselfAFault() =>
        Faults(House.Replace("`Shop/Cellar` | nothing", "`Shop/Cellar` | Shop/Floor, Shop/Garage", StringComparison.Ordinal))
            .Should().HaveCount(2).And.Contain(fault => fault.Contains("lies above it")).And.Contain(fault => fault.Contains("Shop/Garage, which it does not draw"));

    [Fact]
    public void KnownArrow_IsForgivenWhileItIsThere_AndMustBeStruckWhenItIsGone()
    {
        var house = House +
            """


            | From | To, still wrong | Until |
            |---|---|---|
            | `Shop/Cellar` | `Shop/Floor` | spring |
            """;

        Faults(house, Arrow(Jam, Shelf), Arrow(Shelf, Jam)).Should().BeEmpty();
        Faults(house).Should().ContainSingle().Which.Should().Contain("strike it");
    }

    [Fact]
    public void TableWithAMissingCell_IsRefused()
    {
        var reading = () => DrawingPage.Read(House + "\n| `Shop` | one cell too few |");

        reading.Should().Throw<FormatException>();
    }

    private static TypeReference Arrow(TypeName from, TypeName to) => new(from, to);

    private static IReadOnlyList<string> Faults(string page, params TypeReference[] references) => FloorCheck.Faults(DrawingPage.Read(page), Everybody, references);
}
