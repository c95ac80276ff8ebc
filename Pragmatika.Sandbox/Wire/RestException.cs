namespace Pragmatika.Sandbox.Wire;

/// <summary>A call refused: HTTP status, the <c>error</c> code exactly as the wire has it (often empty) and its text.</summary>
public sealed class RestException(int status, string code, string description) : Exception(description)
{
    public int Status { get; } = status;

    public string Code { get; } = code;

    public string Description { get; } = description;

    /// <summary>Some old controllers send the code 0 as a number.</summary>
    public bool NumericCode { get; init; }
}
