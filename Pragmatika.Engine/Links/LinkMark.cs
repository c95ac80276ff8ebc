namespace Pragmatika.Engine.Links;

/// <summary>A note on a link that stands among its agreed values, as a member that is no field: it moves and goes with the link, in the same transaction. Pure.</summary>
internal sealed class LinkMark
{
    /// <summary>
    /// We wrote the record and have not heard of it since: with the values both sides agreed on that makes the fingerprint of our write, good for one hearing.
    /// </summary>
    public static readonly LinkMark Unheard = new("\"~heard\":false");

    /// <summary>The record was marked in the CRM, because no row carried it any more.</summary>
    public static readonly LinkMark Vanished = new("\"~vanished\":true");

    /// <summary>
    /// A run made the record and died before it could say so, and the row it was made from was gone when the next run looked. Nothing was agreed on: should a row carry the key again, the
    /// record is taken on as one that was found.
    /// </summary>
    public static readonly LinkMark Found = new("\"~found\":true");

    private readonly string _member; // quotes inside of values are escaped, so no value looks like it

    private LinkMark(string member) => _member = member;

    public bool IsOn(string agreed) => agreed.Contains(_member, StringComparison.Ordinal);

    public string Put(string agreed) => IsOn(agreed) ? agreed : string.Concat(agreed.AsSpan(0, agreed.Length - 1), agreed.Length > 2 ? "," : string.Empty, _member, "}");

    public string TakeOff(string agreed) => agreed
        .Replace("," + _member, string.Empty, StringComparison.Ordinal)
        .Replace(_member + ",", string.Empty, StringComparison.Ordinal)
        .Replace(_member, string.Empty, StringComparison.Ordinal);
}
