using System.Reflection;

namespace Pragmatika.Tests.Architecture;

/// <summary>Tests mirror the rooms: who looks for the tests of a room finds them under its name.</summary>
public sealed class RoomsOfTestsTests
{
    private const string Tests = "Pragmatika.Tests.";

    /// <summary>Tests of more than one room, and what tests stand on.</summary>
    private static readonly string[] OfNoRoom = ["Architecture", "EndToEnd", "Storms", "Support", "Portal.Browser"];

    [Fact]
    public void EveryTest_LiesUnderTheNameOfARoom()
    {
        var rooms = FloorsTests.Compiled().Types.Select(type => type.Namespace).ToHashSet(StringComparer.Ordinal);

        var strays = TestClasses().Where(test => !HasRoom(test.Namespace![Tests.Length..], rooms)).Select(test => test.FullName);

        strays.Should().BeEmpty("a test lies in Pragmatika.Tests/<Program>/<Room>, a page's test in Portal/<Feature>; what is of no one room is one of {0}", string.Join(", ", OfNoRoom));
    }

    [Theory]
    [InlineData("Engine.Mapping", true)]
    [InlineData("Portal.Journal", true)]
    [InlineData("EndToEnd.BadInput", true)]
    [InlineData("Sandbox", true)]
    [InlineData("Engine.Kitchen", false)]
    [InlineData("EndToEndOfSomething", false)]
    public void Place_WithoutARoom_IsCaught(string place, bool hasRoom) =>
        HasRoom(place, ["Pragmatika.Engine.Mapping.Values", "Pragmatika.Portal.Features.Journal", "Pragmatika.Sandbox"]).Should().Be(hasRoom);

    private static IEnumerable<Type> TestClasses() => typeof(RoomsOfTestsTests).Assembly.GetTypes()
        .Where(type => type.GetMethods(BindingFlags.Public | BindingFlags.Instance).Any(method => method.IsDefined(typeof(FactAttribute), inherit: true)));

    private static bool HasRoom(string place, IReadOnlyCollection<string> rooms) =>
        OfNoRoom.Any(known => IsIn(place, known))
        || rooms.Any(room => IsIn(room, "Pragmatika." + place) || IsIn(room, "Pragmatika." + place.Replace("Portal.", "Portal.Features.", StringComparison.Ordinal)));

    private static bool IsIn(string place, string around) => place == around || place.StartsWith(around + ".", StringComparison.Ordinal);
}
