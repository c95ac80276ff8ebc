namespace Pragmatika.Portal.Naming;

internal static partial class Log
{
    [LoggerMessage(7101, LogLevel.Information, "The names of {Entity} in {Connection} could not be read; those known stay")]
    public static partial void LabelsNotRead(this ILogger logger, string connection, string entity, Exception exception);
}
