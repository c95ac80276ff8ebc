namespace Pragmatika.Engine.Links;

/// <summary>
/// The mark on a link that we wrote its record and have not heard of it since: with the values both sides agreed on it makes the fingerprint of our write, good for one hearing.
/// It stands among the agreed values as a member that is no field. Pure.
/// </summary>
internal static class EchoMark
{
    private const string Member = "\"~heard\":false"; // quotes inside of values are escaped, so no value looks like it

    public static bool IsOn(string agreed) => agreed.Contains(Member, StringComparison.Ordinal);

    public static string Put(string agreed) => IsOn(agreed) ? agreed : string.Concat(agreed.AsSpan(0, agreed.Length - 1), agreed.Length > 2 ? "," : string.Empty, Member, "}");

    public static string TakeOff(string agreed) => agreed
        .Replace("," + Member, string.Empty, StringComparison.Ordinal)
        .Replace(Member + ",", string.Empty, StringComparison.Ordinal)
        .Replace(Member, string.Empty, StringComparison.Ordinal);
}
