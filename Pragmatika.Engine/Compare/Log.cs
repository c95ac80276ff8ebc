using Microsoft.Extensions.Logging;

namespace Pragmatika.Engine.Compare;

internal static partial class Log
{
    [LoggerMessage(2601, LogLevel.Error, "The comparison of {Exchange} failed")]
    public static partial void CompareFailed(this ILogger logger, Exception exception, string exchange);

    [LoggerMessage(2602, LogLevel.Error, "The report of a comparison of {Exchange} could not be stored")]
    public static partial void ReportNotStored(this ILogger logger, Exception exception, string exchange);
}
