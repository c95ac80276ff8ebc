using System.Security.Claims;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using Pragmatika.Engine.Users;
using Pragmatika.Portal.Session;

namespace Pragmatika.Portal.Security;

/// <summary>What the cookie knows of a user besides name and roles: the zone chosen in the profile.</summary>
public sealed class UserClaims(UserManager<PortalUser> users, RoleManager<IdentityRole> roles, IOptions<IdentityOptions> options)
    : UserClaimsPrincipalFactory<PortalUser, IdentityRole>(users, roles, options)
{
    protected override async Task<ClaimsIdentity> GenerateClaimsAsync(PortalUser user)
    {
        var identity = await base.GenerateClaimsAsync(user);
        if (!string.IsNullOrEmpty(user.TimeZone) && !string.Equals(user.TimeZone, TimeZones.Default, StringComparison.Ordinal))
        {
            identity.AddClaim(new Claim(SessionCookies.ZoneClaim, user.TimeZone));
        }

        return identity;
    }
}
