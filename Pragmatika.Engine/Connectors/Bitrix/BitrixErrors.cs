namespace Pragmatika.Engine.Connectors.Bitrix;

/// <summary>Maps HTTP status and error code to a kind of failure. Source of codes: reference, "System codes".</summary>
public static class BitrixErrors
{
    /// <summary>Classifies by code first, then by status. Text decides only where the portal sends an empty code.</summary>
    public static FailureKind Classify(int httpStatus, string code, string description) => code.ToUpperInvariant() switch
    {
        "QUERY_LIMIT_EXCEEDED" or "OPERATION_TIME_LIMIT" => FailureKind.Limited,
        "OVERLOAD_LIMIT" or "PORTAL_DELETED" or "PAYMENT_REQUIRED" or "METHOD_CONFIRM_DENIED" => FailureKind.PortalClosed,
        "ACCESS_DENIED" => httpStatus == 403 ? FailureKind.PortalClosed : FailureKind.Rejected,
        "INTERNAL_SERVER_ERROR" or "ERROR_UNEXPECTED_ANSWER" => FailureKind.Unavailable,
        "EXPIRED_TOKEN" or "INVALID_TOKEN" or "NO_AUTH_FOUND" or "INVALID_CREDENTIALS" or "AUTHORIZATION_ERROR" or "APPLICATION_NOT_FOUND"
            or "ERROR_OAUTH" or "INSUFFICIENT_SCOPE" or "USER_ACCESS_ERROR" or "WRONG_AUTH_TYPE" or "ALLOWED_ONLY_INTRANET_USER"
            or "METHOD_CONFIRM_WAITING" => FailureKind.Unauthorized,
        "NOT_FOUND" or "ERROR_NOT_FOUND" => FailureKind.NotFound,
        "" or "0" when description.Contains("not found", StringComparison.OrdinalIgnoreCase) => FailureKind.NotFound,
        _ => ByStatus(httpStatus, code),
    };

    private static FailureKind ByStatus(int httpStatus, string code) => httpStatus switch
    {
        429 => FailureKind.Limited,
        401 => FailureKind.Unauthorized,
        403 => FailureKind.PortalClosed,
        >= 500 => FailureKind.Unavailable,
        >= 400 when code is "" or "0" or "100" || code.StartsWith("CRM_", StringComparison.Ordinal) || code.StartsWith("INVALID_", StringComparison.Ordinal)
            || code.StartsWith("ERROR_", StringComparison.Ordinal) => FailureKind.Rejected,
        _ => FailureKind.Unknown,
    };
}
