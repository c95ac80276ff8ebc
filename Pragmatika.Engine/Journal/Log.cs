using Microsoft.Extensions.Logging;

namespace Pragmatika.Engine.Journal;

internal static partial class Log
{
    [LoggerMessage(2201, LogLevel.Warning, "The journal could not be trimmed")]
    public static partial void NotTrimmed(this ILogger logger, Exception exception);
}
