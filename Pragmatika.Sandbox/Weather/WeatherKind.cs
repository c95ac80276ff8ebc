namespace Pragmatika.Sandbox.Weather;

/// <summary>What can go wrong. JSON names are the same in camelCase.</summary>
public enum WeatherKind
{
    /// <summary>The work is done, the connection ends without one byte of an answer.</summary>
    AnswerLost,

    /// <summary>The connection ends before anything is done.</summary>
    CutBefore,

    /// <summary>The work is done, the connection ends in the middle of the answer.</summary>
    CutAfter,

    /// <summary>The work is done, the web server answers an HTML 504.</summary>
    GatewayTimeout,

    /// <summary>An HTML 502, nothing is done.</summary>
    BadGateway,

    /// <summary>503 QUERY_LIMIT_EXCEEDED for <c>count</c> requests in a row, nothing is done.</summary>
    Burst503,

    /// <summary>429 OPERATION_TIME_LIMIT for one hook and method until <c>seconds</c> have passed.</summary>
    Limit429,

    /// <summary>500 INTERNAL_SERVER_ERROR, nothing is done.</summary>
    ServerError,

    /// <summary>The answer comes <c>seconds</c> late.</summary>
    Slow,

    /// <summary>A batch runs a part of its commands, then the connection ends.</summary>
    BatchDies,

    /// <summary>302 to <c>newHost</c> for every other host name.</summary>
    Rename,

    /// <summary>401 INVALID_CREDENTIALS: the webhook is no more.</summary>
    Revoked,

    /// <summary>503 OVERLOAD_LIMIT: blocked by the vendor.</summary>
    Overload,

    /// <summary>500 PORTAL_DELETED.</summary>
    PortalDeleted,

    EventLost,
    EventDoubled,

    /// <summary>The event waits for the next one and goes after it.</summary>
    EventReordered,

    /// <summary>The event goes <c>seconds</c> late.</summary>
    EventLate,
}
