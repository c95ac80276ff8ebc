using Pragmatika.Portal.Features.Account;
using Pragmatika.Portal.Features.Hooks;
using Pragmatika.Portal.Features.Compare;
using Pragmatika.Portal.Features.Definitions;
using Pragmatika.Portal.Features.Plans;
using Pragmatika.Portal.Health;
using Pragmatika.Portal.Assets;
using Pragmatika.Portal.Metrics;
using Pragmatika.Portal.Security;
using Pragmatika.Portal.Shell;

namespace Pragmatika.Portal.Hosting;

/// <summary>The order of the middleware and the endpoints.</summary>
public static class PortalPipeline
{
    public static void UsePortal(this WebApplication app)
    {
        if (!app.Environment.IsDevelopment())
        {
            app.UseExceptionHandler("/error", createScopeForErrors: true);
        }

        app.UseHeadAsGet();
        app.UseStatusCodePagesWithReExecute("/not-found", createScopeForStatusCodePages: true);
        app.UseSecurityHeaders();
        app.UseRouting();
        app.UseRequestLocalization();
        app.UseAuthentication();
        app.UseAuthorization();
        app.UsePasswordChange();
        app.UseAntiforgery();

        app.MapStaticAssets().AllowAnonymous();
        app.MapBundles();
        app.MapPortalHealth();
        app.MapPortalMetrics();
        app.MapAccount();
        app.MapHooks();
        app.MapPlans();
        app.MapCompare();
        app.MapDefinitions();

        // The header of UseSecurityHeaders says who may frame us, for every answer; a second one here would only loosen it.
        app.MapRazorComponents<App>().AddInteractiveServerRenderMode(options => options.ContentSecurityFrameAncestorsPolicy = null);
    }
}
