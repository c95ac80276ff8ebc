namespace Pragmatika.Engine.Connectors.Sql.Dialects;

/// <summary>Shared boxes of values that fill most cells: flags, statuses, small numbers.</summary>
internal static class Boxes
{
    public static readonly object True = true;
    public static readonly object False = false;

    private const int Least = -1;
    private const int Most = 2100;
    private static readonly object[] Numbers = [.. Enumerable.Range(Least, Most - Least + 1).Select(number => (object)(long)number)];

    public static object Of(bool flag) => flag ? True : False;

    public static object Of(long number) => number is >= Least and <= Most ? Numbers[number - Least] : number;
}
