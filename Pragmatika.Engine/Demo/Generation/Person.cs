namespace Pragmatika.Engine.Demo.Generation;

internal readonly record struct Person(string LastName, string FirstName, string MiddleName, bool IsWoman)
{
    public static Person Draw(ref Dice dice)
    {
        var last = dice.Of(Names.LastNames);
        var father = dice.Of(Names.Fathers);
        return dice.Chance(0.42)
            ? new(Names.Feminine(last), dice.Of(Names.Women), Names.Daughter(father), true)
            : new(last, dice.Of(Names.Men), Names.Son(father), false);
    }
}
