using System.Web;

namespace Pragmatika.Portal.Parts.Lists;

/// <summary>A column and a direction, as an address keeps them: <c>started</c>, or <c>-started</c> for the last first.</summary>
public readonly record struct SortChoice(string? Key, bool Descending)
{
    public override string ToString() => Key is null ? string.Empty : (Descending ? "-" : string.Empty) + Key;

    public static SortChoice Read(string uri, string name) => Of(HttpUtility.ParseQueryString(new Uri(uri).Query)[name]);

    public static SortChoice Of(string? value) => value switch
    {
        null or "" or "-" => default,
        ['-', ..] => new SortChoice(value[1..], true),
        _ => new SortChoice(value, false),
    };
}
