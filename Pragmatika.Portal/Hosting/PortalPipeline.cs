using Pragmatika.Portal.Assets;
using Pragmatika.Portal.Chores;
using Pragmatika.Portal.Features.Account;
using Pragmatika.Portal.Features.Compare;
using Pragmatika.Portal.Features.DeadLetters;
using Pragmatika.Portal.Features.Definitions;
using Pragmatika.Portal.Features.Exchanges;
using Pragmatika.Portal.Features.Hooks;
using Pragmatika.Portal.Features.Journal;
using Pragmatika.Portal.Features.Plans;
using Pragmatika.Portal.Features.Questions;
using Pragmatika.Portal.Features.Records;
using Pragmatika.Portal.Features.Runs;
using Pragmatika.Portal.Features.Schedules;
using Pragmatika.Portal.Health;
using Pragmatika.Portal.Logging;
using Pragmatika.Portal.Metrics;
using Pragmatika.Portal.News;
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

        app.UseRequestLog();
        app.UseHeadAsGet();
        app.UseStatusCodePagesWithReExecute("/not-found", createScopeForStatusCodePages: true);
        app.UseSecurityHeaders();
        app.UsePortalMetrics();
        app.UseRouting();
        app.UseRequestLocalization();
        app.UseAuthentication();
        app.UseAuthorization();
        app.UsePasswordChange();
        app.UseAntiforgery();

        app.UseNews();
        app.UseChores();
        app.MapStaticAssets().AllowAnonymous();
        app.MapBundles();
        app.MapPortalHealth();
        app.MapPortalMetrics();
        app.MapAccount();
        app.MapHooks();
        app.MapPlans();
        app.MapCompare();
        app.MapJournal();
        app.MapRuns();
        app.MapExchanges();
        app.MapLetters();
        app.MapQuestions();
        app.MapRecords();
        app.MapSchedules();
        app.MapDefinitions();

        // The header of UseSecurityHeaders says who may frame us, for every answer; a second one here would only loosen it.
        app.MapRazorComponents<App>().AddInteractiveServerRenderMode(options => options.ContentSecurityFrameAncestorsPolicy = null);
    }
}
