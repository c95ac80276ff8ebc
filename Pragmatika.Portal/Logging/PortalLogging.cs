using System.Globalization;
using Microsoft.Extensions.Options;
using Pragmatika.Engine.Connectors.Sql;
using Pragmatika.Engine.Data;
using Pragmatika.Engine.Settings;
using Serilog;
using Serilog.Debugging;
using Serilog.Events;
using Serilog.Extensions.Hosting;
using Serilog.Formatting.Display;

namespace Pragmatika.Portal.Logging;

/// <summary>
/// The technical log: console and a daily file, two weeks kept, and on request a table of SQL Server; all redacted. Levels come from the section "Serilog" of the settings.
/// </summary>
public static class PortalLogging
{
    private const string Line = "{Timestamp:yyyy-MM-dd HH:mm:ss.fff zzz} {Level:u3} {SourceContext} {Message:lj}{NewLine}{Exception}";

    private static readonly PathString[] Quiet = ["/_blazor", "/_framework", "/_content", "/assets", "/health", "/metrics", "/hooks"];

    public static void AddPortalLogging(this WebApplicationBuilder builder, string dataDirectory, bool verboseConsole)
    {
        var formatter = new RedactingFormatter(new MessageTemplateTextFormatter(Line, CultureInfo.InvariantCulture));
        var configuration = new LoggerConfiguration()
            .MinimumLevel.Information()
            .MinimumLevel.Override("Microsoft.AspNetCore", LogEventLevel.Warning)
            .MinimumLevel.Override("Microsoft.EntityFrameworkCore", LogEventLevel.Warning)
            .ReadFrom.Configuration(builder.Configuration)
            .WriteTo.Console(formatter, verboseConsole ? LogEventLevel.Information : LogEventLevel.Warning)
            .WriteTo.File(
                formatter,
                Path.Combine(dataDirectory, "logs", "pragmatika-.log"),
                rollingInterval: RollingInterval.Day,
                retainedFileCountLimit: 14,
                shared: true);
        builder.AddTable(configuration);

        builder.Logging.ClearProviders();
        var logger = configuration.CreateLogger();
        builder.Logging.AddSerilog(logger, dispose: true);
        builder.Services.AddSingleton<Serilog.ILogger>(logger);
        builder.Services.AddSingleton(new DiagnosticContext(logger));
        builder.Services.AddSettings<TechnicalLogOptions>(TechnicalLogOptions.Section);
        builder.Services.AddSingleton<IValidateOptions<TechnicalLogOptions>, TechnicalLogEngineValidator>();
    }

    /// <summary>
    /// One line a request: method, path, status, time. Never the query: an OAuth answer carries its code there, a search its phone. What serves the pages themselves, and the portal's events, which come by thousands, are told only when they fail.
    /// </summary>
    public static void UseRequestLog(this IApplicationBuilder app) => app.UseSerilogRequestLogging(options =>
    {
        options.Logger = app.ApplicationServices.GetRequiredService<Serilog.ILogger>();
        options.IncludeQueryInRequestPath = false;
        options.GetLevel = (context, _, exception) =>
            exception is not null || context.Response.StatusCode >= StatusCodes.Status500InternalServerError ? LogEventLevel.Error
            : IsQuiet(context.Request.Path) ? LogEventLevel.Verbose
            : LogEventLevel.Information;
    });

    private static bool IsQuiet(PathString path) => Array.Exists(Quiet, quiet => path.StartsWithSegments(quiet, StringComparison.OrdinalIgnoreCase));

    /// <summary>Reads the settings before they are checked: with wrong ones the host does not start, and until then there is only the console.</summary>
    private static void AddTable(this WebApplicationBuilder builder, LoggerConfiguration configuration)
    {
        var log = builder.Configuration.ReadSettings<TechnicalLogOptions>(TechnicalLogOptions.Section);
        var database = builder.Configuration.ReadSettings<DatabaseOptions>(DatabaseOptions.Section);
        if (!log.ToSqlServer || database.Engine != SqlEngine.SqlServer)
        {
            return;
        }

        SelfLog.Enable(message => Console.Error.WriteLine(SecretRedactor.Redact(message)));
        configuration.WriteTo.SqlServerTable(database.ConnectionString, log);
    }
}
