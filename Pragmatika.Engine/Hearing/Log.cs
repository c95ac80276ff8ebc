using Microsoft.Extensions.Logging;

namespace Pragmatika.Engine.Hearing;

/// <summary>Events 2301–2399. Nothing here carries a token, an address or a record's data.</summary>
internal static partial class Log
{
    [LoggerMessage(2301, LogLevel.Warning, "{Connection}: hearing by {Way} failed: {Reason}")]
    public static partial void WayFailed(this ILogger logger, string connection, HeardBy way, string reason);

    [LoggerMessage(2302, LogLevel.Error, "{Connection}: hearing by {Way} stopped unexpectedly")]
    public static partial void WayBroke(this ILogger logger, Exception exception, string connection, HeardBy way);

    [LoggerMessage(2303, LogLevel.Information, "{Connection}: {Count} records heard by {Way}")]
    public static partial void RecordsHeard(this ILogger logger, string connection, int count, HeardBy way);

    [LoggerMessage(2304, LogLevel.Warning, "{Connection}: calls with a wrong application token refused so far: {Count}")]
    public static partial void WrongToken(this ILogger logger, string connection, long count);

    [LoggerMessage(2305, LogLevel.Error, "{Count} calls of portals could not be kept")]
    public static partial void CallsNotKept(this ILogger logger, Exception exception, int count);

    [LoggerMessage(2306, LogLevel.Error, "{Connection}: whoever was told of what was heard failed")]
    public static partial void ListenerFailed(this ILogger logger, Exception exception, string connection);

    [LoggerMessage(2307, LogLevel.Warning, "The portals to listen to could not be looked up")]
    public static partial void PlanFailed(this ILogger logger, Exception exception);

    [LoggerMessage(2308, LogLevel.Information, "{Connection}: listening to {Entities}")]
    public static partial void Listening(this ILogger logger, string connection, string entities);

    [LoggerMessage(2309, LogLevel.Information, "{Connection}: {Count} events left reserved by an earlier reading are taken up")]
    public static partial void LeftBehind(this ILogger logger, string connection, int count);
}
