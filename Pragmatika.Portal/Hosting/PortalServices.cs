using Microsoft.AspNetCore.Localization;
using MudBlazor;
using MudBlazor.Services;
using Pragmatika.Engine.Data;
using Pragmatika.Portal.Assets;
using Pragmatika.Portal.Chores;
using Pragmatika.Portal.Features.Exchanges;
using Pragmatika.Portal.Health;
using Pragmatika.Portal.Metrics;
using Pragmatika.Portal.Naming;
using Pragmatika.Portal.News;
using Pragmatika.Portal.Parts;
using Pragmatika.Portal.Security;
using Pragmatika.Portal.Session;
using Pragmatika.Portal.Theming;

namespace Pragmatika.Portal.Hosting;

/// <summary>Services of the web application itself; the engine's rooms add their own.</summary>
public static class PortalServices
{
    /// <summary>Bytes of one message from a page: a definition that is edited there arrives in one piece.</summary>
    private const int LargestMessage = 4 * 1024 * 1024;

    /// <summary>Open pages and a run under way do not keep the portal from stopping: what is not over by then is what a crash leaves, and the next start repairs it.</summary>
    private static readonly TimeSpan TimeToStop = TimeSpan.FromSeconds(4);

    public static void AddPortal(this WebApplicationBuilder builder, string dataDirectory)
    {
        var services = builder.Services;
        services.AddSingleton(OffsetClock.Of(builder.Configuration));
        services.Configure<HostOptions>(host => (host.ShutdownTimeout, host.ServicesStopConcurrently) = (TimeToStop, true));
        services.AddRazorComponents().AddInteractiveServerComponents().AddHubOptions(hub => hub.MaximumReceiveMessageSize = LargestMessage);
        services.AddMudServices(options => Toasts.Configure(options.SnackbarConfiguration));
        services.AddTransient<MudLocalizer, MudTexts>();
        services.AddSingleton<AssetBundles>();
        services.AddLocalization();
        services.Configure<RequestLocalizationOptions>(UseCultures);
        services.AddScoped<UserSession>();
        services.AddNews();
        services.AddHandOver();
        services.AddScoped<RunStarter>();
        services.AddNaming();
        services.AddScoped<Features.Compare.CompareStarter>();
        services.AddScoped<Features.Definitions.DefinitionChecker>();
        services.AddEngineData(options =>
        {
            if (string.IsNullOrEmpty(builder.Configuration[DatabaseOptions.Section + ":ConnectionString"]))
            {
                options.ConnectionString = $"Data Source={Path.Combine(dataDirectory, "pragmatika.db")}";
            }
        });
        services.AddPortalSecurity();
        services.AddPortalHealth();
        services.AddPortalMetrics(builder.Configuration);
    }

    private static void UseCultures(RequestLocalizationOptions options)
    {
        options.SetDefaultCulture(Cultures.Default).AddSupportedCultures([.. Cultures.All]).AddSupportedUICultures([.. Cultures.All]);

        // The browser's language is not asked: people here share machines, and the first language of the product is Russian.
        options.RequestCultureProviders = [new CookieRequestCultureProvider()];
    }
}
