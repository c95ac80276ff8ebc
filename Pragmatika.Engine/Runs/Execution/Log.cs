using Microsoft.Extensions.Logging;

namespace Pragmatika.Engine.Runs.Execution;

internal static partial class Log
{
    [LoggerMessage(2001, LogLevel.Information, "Run {RunId} of {Exchange} started")]
    public static partial void RunStarted(this ILogger logger, Guid runId, string exchange);

    [LoggerMessage(2002, LogLevel.Information, "Run {RunId} of {Exchange} ended: {State}")]
    public static partial void RunEnded(this ILogger logger, Guid runId, string exchange, RunState state);

    [LoggerMessage(2003, LogLevel.Error, "Run {RunId} of {Exchange} failed")]
    public static partial void RunFailed(this ILogger logger, Exception exception, Guid runId, string exchange);

    [LoggerMessage(2004, LogLevel.Error, "The end of run {RunId} of {Exchange} could not be stored")]
    public static partial void EndNotStored(this ILogger logger, Exception exception, Guid runId, string exchange);

    [LoggerMessage(2005, LogLevel.Warning, "The lease of {Exchange} could not be renewed")]
    public static partial void LeaseNotRenewed(this ILogger logger, Exception exception, string exchange);

    [LoggerMessage(2006, LogLevel.Warning, "The journal of {Exchange} could not be written")]
    public static partial void JournalNotWritten(this ILogger logger, Exception exception, string exchange);
}
