using Microsoft.Extensions.Logging;

namespace Pragmatika.Engine.Connectors.Bitrix;

/// <summary>Events 3001–3099. Nothing here carries an address, a credential or a record's data.</summary>
internal static partial class Log
{
    [LoggerMessage(3001, LogLevel.Information, "Request {Method} failed with {Kind} at attempt {Attempt}, sending again in {Seconds:0.0} s")]
    public static partial void Repeating(this ILogger logger, string method, FailureKind kind, int attempt, double seconds);

    [LoggerMessage(3002, LogLevel.Warning, "Request {Method} gave up with {Kind}: {Reason}")]
    public static partial void GaveUp(this ILogger logger, string method, FailureKind kind, string reason);

    [LoggerMessage(3003, LogLevel.Information, "{Commands} commands of a batch hit a limit and are sent again")]
    public static partial void ResendingLimited(this ILogger logger, int commands);

    [LoggerMessage(3004, LogLevel.Information, "Access token renewed")]
    public static partial void TokenRenewed(this ILogger logger);

    [LoggerMessage(3005, LogLevel.Warning, "Access token could not be renewed: {Reason}")]
    public static partial void TokenNotRenewed(this ILogger logger, string reason);

    [LoggerMessage(3006, LogLevel.Warning, "Portal {OldHost} answers at a new host {NewHost}")]
    public static partial void HostChanged(this ILogger logger, string oldHost, string newHost);
}
