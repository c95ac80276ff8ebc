using Microsoft.Extensions.Logging;

namespace Pragmatika.Engine.Schedules;

internal static partial class Log
{
    [LoggerMessage(2101, LogLevel.Warning, "The schedule could not be looked at")]
    public static partial void TickFailed(this ILogger logger, Exception exception);

    [LoggerMessage(2102, LogLevel.Warning, "{Exchange} was due and could not start: {Reason}")]
    public static partial void NotStarted(this ILogger logger, string exchange, string reason);
}
