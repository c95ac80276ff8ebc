namespace Pragmatika.Engine.Demo.Generation;

/// <summary>An invented employee of a dealer centre.</summary>
public sealed record Manager(Guid ExtId, string Name)
{
    /// <summary>The same people for every seed, so that a map of employees can be written once.</summary>
    public static IReadOnlyList<Manager> All { get; } = [.. Enumerable.Range(0, 55).Select(Make)];

    /// <summary>The five who work at a centre.</summary>
    internal static Manager At(int centre, int place) => All[(centre * 5) + place];

    private static Manager Make(int index)
    {
        var dice = Dice.For(0, kind: 9, index);
        var isWoman = dice.Chance(0.4);
        var last = dice.Of(Names.LastNames);
        return isWoman
            ? new(OneCGuid.Of(0, 9, index), $"{Names.Feminine(last)} {dice.Of(Names.Women)} {Names.Daughter(dice.Of(Names.Fathers))}")
            : new(OneCGuid.Of(0, 9, index), $"{last} {dice.Of(Names.Men)} {Names.Son(dice.Of(Names.Fathers))}");
    }
}
