namespace Pragmatika.Sandbox.Wire;

/// <summary>The error bodies of reference sections 2.3 and 6, word for word.</summary>
public static class Errors
{
    /// <summary>Old <c>crm.*</c> validation: an empty code with the text beside it.</summary>
    public static RestException Classic(string text) => new(400, "", text);

    public static RestException Core(string text) => new(400, "ERROR_CORE", text);

    public static RestException NotFound(string text = "Element not found") => new(400, "NOT_FOUND", text);

    public static RestException Argument(string text) => new(400, "INVALID_ARG_VALUE", text);

    public static RestException MissingParameter(string name) => new(400, "100", $"Could not find value for parameter {{{name}}}");

    public static RestException Required(string title) => new(400, "CRM_FIELD_ERROR_REQUIRED", $"The \"{title}\" field is required");

    public static RestException InvalidField(string name) => new(400, "CRM_FIELD_ERROR_VALUE_NOT_VALID", $"Invalid value for field \"{name}\"");

    /// <summary>What old methods say of the same: no code, and the old name of the field.</summary>
    public static RestException InvalidClassicField(string name) => Classic($"Invalid value for field \"{name}\"");

    public static RestException UnknownMethod() => new(404, "ERROR_METHOD_NOT_FOUND", "Method not found!");

    public static RestException Credentials() => new(401, "INVALID_CREDENTIALS", "Invalid request credentials");

    public static RestException WrongAuthType() => new(403, "WRONG_AUTH_TYPE", "Current authorization type is denied for this method");

    public static RestException TooManyRequests() => new(503, "QUERY_LIMIT_EXCEEDED", "Too many requests");

    public static RestException OperationTimeLimit() => new(429, "OPERATION_TIME_LIMIT", "Method is blocked due to operation time limit.");

    public static RestException Scope() => new(403, "insufficient_scope", "The request requires higher privileges than provided by the webhook token");
}
