namespace Pragmatika.Portal.Chores;

/// <summary>Ids 7200-7299.</summary>
internal static partial class Log
{
    [LoggerMessage(7201, LogLevel.Warning, "A chore failed; it is tried again at its next time")]
    public static partial void ChoreFailed(this ILogger logger, Exception exception);

    [LoggerMessage(7202, LogLevel.Warning, "The program stops before every start that was handed over came to its end")]
    public static partial void LeftInQueue(this ILogger logger);
}
