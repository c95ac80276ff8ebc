using System.Globalization;
using Serilog;
using Serilog.Events;
using Serilog.Formatting.Display;

namespace Pragmatika.Portal.Logging;

/// <summary>The technical log: console and a daily file, two weeks kept, both redacted. Levels come from the section "Serilog" of the settings.</summary>
public static class PortalLogging
{
    private const string Line = "{Timestamp:yyyy-MM-dd HH:mm:ss.fff zzz} {Level:u3} {SourceContext} {Message:lj}{NewLine}{Exception}";

    public static void AddPortalLogging(this WebApplicationBuilder builder, string dataDirectory, bool verboseConsole)
    {
        var formatter = new RedactingFormatter(new MessageTemplateTextFormatter(Line, CultureInfo.InvariantCulture));
        var logger = new LoggerConfiguration()
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
                shared: true)
            .CreateLogger();

        builder.Logging.ClearProviders();
        builder.Logging.AddSerilog(logger, dispose: true);
    }
}
