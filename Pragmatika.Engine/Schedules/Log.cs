using Microsoft.Extensions.Logging;

namespace Pragmatika.Engine.Schedules;

internal static partial class Log
{
    [LoggerMessage(2101, LogLevel.Warning, "The schedules could not be brought in step with the definitions")]
    public static partial void NotSynchronised(this ILogger logger, Exception exception);

    [LoggerMessage(2102, LogLevel.Warning, "{Exchange} was due and could not start: {Reason}")]
    public static partial void NotStarted(this ILogger logger, string exchange, string reason);

    [LoggerMessage(2103, LogLevel.Information, "{Exchange} was due and is running already: skipped")]
    public static partial void Skipped(this ILogger logger, string exchange);

    [LoggerMessage(2104, LogLevel.Information, "The scheduler runs as {Node}")]
    public static partial void Running(this ILogger logger, string node);

    [LoggerMessage(2105, LogLevel.Error, "The scheduler does not run; it is started again in a while")]
    public static partial void NotRunning(this ILogger logger, Exception exception);

    [LoggerMessage(2106, LogLevel.Information, "{Exchange} is scheduled anew, next at {Next}")]
    public static partial void Mirrored(this ILogger logger, string exchange, DateTimeOffset? next);

    [LoggerMessage(2107, LogLevel.Warning, "The journal could not take why {Exchange} was started")]
    public static partial void NotTold(this ILogger logger, Exception exception, string exchange);

    [LoggerMessage(2108, LogLevel.Warning, "Something was heard of {Connection}, and its readers could not be started")]
    public static partial void HeardNotStarted(this ILogger logger, Exception exception, string connection);

    [LoggerMessage(2109, LogLevel.Warning, "The scheduled comparison of {Exchange} was not started: {Reason}")]
    public static partial void CompareNotStarted(this ILogger logger, string exchange, string reason);
}
