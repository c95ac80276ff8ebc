using Microsoft.AspNetCore.Identity;

namespace Pragmatika.Engine.Users;

/// <summary>A person who signs in to the portal.</summary>
public sealed class PortalUser : IdentityUser
{
    public string DisplayName { get; set; } = string.Empty;

    /// <summary>Culture of the interface, for example ru-RU.</summary>
    public string Culture { get; set; } = "ru-RU";

    /// <summary>IANA zone in which times are shown.</summary>
    public string TimeZone { get; set; } = "Europe/Moscow";
}
