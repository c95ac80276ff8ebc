using Pragmatika.Engine.Data;
using Pragmatika.Engine.Settings;
using Pragmatika.Portal.Hosting;
using Pragmatika.Portal.Logging;
using Pragmatika.Portal.Security;

namespace Pragmatika.Portal;

/// <summary>Builds and configures the web application. Starting and stopping it is the caller's.</summary>
public static class PortalApp
{
    /// <summary>
    /// The application, ready for <see cref="WebApplication.StartAsync"/>. <paramref name="configure"/> runs last over the builder: whoever hosts the portal
    /// adds what it brings along (the demo its sandbox, tests their stand-ins) there.
    /// </summary>
    public static WebApplication Build(PortalOptions options, Action<WebApplicationBuilder>? configure = null)
    {
        var data = Directory.CreateDirectory(options.DataDirectory).FullName;
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            // Names the static assets manifest even when another executable (tests, bench) hosts the portal.
            ApplicationName = typeof(PortalApp).Assembly.GetName().Name,
            ContentRootPath = AppContext.BaseDirectory,
            EnvironmentName = options.Environment,
        });

        // Without this the assets of packages and of /wwwroot-assets are served only in Development and after publish.
        builder.WebHost.UseStaticWebAssets();

        // A build that runs where it was built would take its assets for files under work: compressed anew for every request and never kept by a browser.
        builder.Configuration["ReloadStaticAssetsAtRuntime"] = builder.Environment.IsDevelopment().ToString();
        builder.WebHost.UseUrls(options.Urls);
        builder.AddPortalLogging(data, options.VerboseConsole);
        builder.AddPortal(data);
        configure?.Invoke(builder);

        var app = builder.Build();
        app.UsePortal();
        return app;
    }

    /// <summary>Checks the settings, brings the database up to date and makes the first administrator. Returns the sign-in to show to whoever started the portal, or null when none is needed.</summary>
    public static async Task<FirstSignIn?> PrepareAsync(WebApplication app, CancellationToken cancellationToken)
    {
        app.Services.CheckSettings();
        await app.Services.GetRequiredService<Database>().MigrateAsync(cancellationToken);
        await using var scope = app.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<FirstAdmin>().EnsureAsync();
    }
}
