using System.Security.Claims;

namespace Pragmatika.Portal.Session;

public static class SessionCookies
{
    /// <summary>Claim of a zone chosen in the profile; it wins over what the browser says.</summary>
    public const string ZoneClaim = "pragmatika:zone";

    public static SessionState Read(HttpContext context) => new()
    {
        Theme = ThemeNames.Known(context.Request.Cookies[ThemeNames.Cookie]),
        TimeZone = context.User.FindFirstValue(ZoneClaim) ?? context.Request.Cookies[TimeZones.Cookie],
    };
}
