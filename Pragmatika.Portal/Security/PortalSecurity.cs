using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Identity;
using Pragmatika.Engine.Data;
using Pragmatika.Engine.Users;

namespace Pragmatika.Portal.Security;

/// <summary>Sign-in by name and password, a cookie, three roles. Every endpoint asks for a signed-in user unless it says otherwise.</summary>
public static class PortalSecurity
{
    public const string SignInPath = "/account/sign-in";

    public static void AddPortalSecurity(this IServiceCollection services)
    {
        services.AddCascadingAuthenticationState();
        services.AddHttpContextAccessor();
        services.AddScoped<AuthenticationStateProvider, RevalidatingUser>();
        services.AddScoped<FirstAdmin>();
        services.AddAuthentication(IdentityConstants.ApplicationScheme).AddIdentityCookies();
        services.ConfigureApplicationCookie(UseCookie);
        services.AddIdentityCore<PortalUser>(UseRules)
            .AddRoles<IdentityRole>()
            .AddEntityFrameworkStores<EngineDbContext>()
            .AddSignInManager()
            .AddClaimsPrincipalFactory<UserClaims>()
            .AddDefaultTokenProviders();
        services.AddAuthorizationBuilder()
            .SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build())
            .AddPolicy(Policies.See, policy => policy.RequireRole(Roles.Viewer, Roles.Operator, Roles.Administrator))
            .AddPolicy(Policies.Operate, policy => policy.RequireRole(Roles.Operator, Roles.Administrator))
            .AddPolicy(Policies.Administer, policy => policy.RequireRole(Roles.Administrator));
    }

    private static void UseCookie(CookieAuthenticationOptions options)
    {
        options.Cookie.Name = "pragmatika.user";
        options.Cookie.SameSite = SameSiteMode.Lax;
        options.LoginPath = SignInPath;
        options.AccessDeniedPath = "/account/denied";
        options.ReturnUrlParameter = "to";
        options.ExpireTimeSpan = TimeSpan.FromDays(7);
        options.SlidingExpiration = true;
    }

    private static void UseRules(IdentityOptions options)
    {
        // Length is what protects; five wrong passwords lock the name for a quarter of an hour.
        options.Password.RequiredLength = 10;
        options.Password.RequireDigit = false;
        options.Password.RequireLowercase = false;
        options.Password.RequireUppercase = false;
        options.Password.RequireNonAlphanumeric = false;
        options.Password.RequiredUniqueChars = 5;
        options.Lockout.MaxFailedAccessAttempts = 5;
        options.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(15);
    }
}
