using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Localization;
using Microsoft.AspNetCore.Mvc;
using Pragmatika.Engine.Users;
using Pragmatika.Portal.Security;
using Pragmatika.Portal.Session;

namespace Pragmatika.Portal.Features.Account;

/// <summary>What needs a real request and no page: leaving, and the cookie of the language.</summary>
public static class AccountEndpoints
{
    public static void MapAccount(this WebApplication app)
    {
        app.MapPost("/account/sign-out", SignOutAsync);
        app.MapGet("/account/culture", SetCulture).AllowAnonymous();
    }

    private static async Task<IResult> SignOutAsync(SignInManager<PortalUser> signIn, [FromForm] string? to)
    {
        await signIn.SignOutAsync();
        return Results.LocalRedirect(LocalAddress.OrHome(to ?? PortalSecurity.SignInPath));
    }

    private static IResult SetCulture(HttpContext context, TimeProvider time, string? culture, string? to)
    {
        if (culture is not null && Cultures.All.Contains(culture, StringComparer.Ordinal))
        {
            context.Response.Cookies.Append(
                CookieRequestCultureProvider.DefaultCookieName,
                CookieRequestCultureProvider.MakeCookieValue(new RequestCulture(culture)),
                new CookieOptions { Expires = time.GetUtcNow().AddYears(1), IsEssential = true, SameSite = SameSiteMode.Lax, HttpOnly = true });
        }

        return Results.LocalRedirect(LocalAddress.OrHome(to));
    }
}
