using Pragmatika.Engine.Signals;

namespace Pragmatika.Portal.News;

/// <summary>Ids 7100-7199.</summary>
internal static partial class Log
{
    [LoggerMessage(7101, LogLevel.Warning, "A listener of {What} failed")]
    public static partial void NotTold(this ILogger logger, Exception exception, Happening what);
}
