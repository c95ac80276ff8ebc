using System.Security.Claims;

namespace Pragmatika.Portal.Security;

/// <summary>Keeps a user with a one-time password on the page that changes it.</summary>
public static class PasswordChange
{
    public const string Path = "/account/password";

    /// <summary>Stored with the user; taken away when the password has been changed.</summary>
    public static readonly Claim Claim = new("pragmatika:one-time-password", "true");

    private static readonly string[] Open = ["/account", "/assets", "/_content", "/_framework", "/health", "/metrics", "/error", "/not-found"];

    public static void UsePasswordChange(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        if (!IsWaiting(context.User) || Array.Exists(Open, path => context.Request.Path.StartsWithSegments(path, StringComparison.OrdinalIgnoreCase)))
        {
            return next(context);
        }

        context.Response.Redirect(Path);
        return Task.CompletedTask;
    });

    public static bool IsWaiting(ClaimsPrincipal user) => user.HasClaim(Claim.Type, Claim.Value);
}
