namespace Pragmatika.Portal.Parts;

/// <summary>Ids 7000-7099.</summary>
internal static partial class Log
{
    [LoggerMessage(7001, LogLevel.Error, "A page failed")]
    public static partial void PageFailed(this ILogger logger, Exception exception);

    [LoggerMessage(7002, LogLevel.Warning, "Loading for a page failed")]
    public static partial void LoadFailed(this ILogger logger, Exception exception);
}
