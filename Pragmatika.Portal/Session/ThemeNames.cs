namespace Pragmatika.Portal.Session;

/// <summary>Names of the colour themes as the cookie and the page's data-theme hold them.</summary>
public static class ThemeNames
{
    public const string Cookie = "pragmatika.theme";
    public const string Auto = "auto";
    public const string Light = "light";
    public const string Dark = "dark";

    /// <summary>Anything unknown is <see cref="Auto"/>: the value comes from a cookie.</summary>
    public static string Known(string? theme) => theme is Light or Dark ? theme : Auto;
}
