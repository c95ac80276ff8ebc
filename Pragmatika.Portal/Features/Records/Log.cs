namespace Pragmatika.Portal.Features.Records;

internal static partial class Log
{
    [LoggerMessage(7111, LogLevel.Information, "Row {RowKey} of {Exchange} could not be read for a page")]
    public static partial void RowNotRead(this ILogger logger, string exchange, string rowKey, Exception exception);

    [LoggerMessage(7112, LogLevel.Information, "Candidates of {Flow} in {Exchange} could not be read for a page")]
    public static partial void CandidatesNotRead(this ILogger logger, string exchange, string flow, Exception exception);
}
