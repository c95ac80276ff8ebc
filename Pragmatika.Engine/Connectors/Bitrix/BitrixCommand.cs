namespace Pragmatika.Engine.Connectors.Bitrix;

/// <summary>
/// One REST call: method and its parameters as an urlencoded query (the form a batch carries). A value may be <c>$result[label][path]</c> of an earlier command of the same batch.
/// </summary>
public sealed record BitrixCommand(string Method, string Query);

/// <summary>The answer to one command of a batch: a JSON result, or an error.</summary>
public sealed record CommandAnswer
{
    /// <summary>
    /// The raw UTF-8 JSON of <c>result</c>; empty when <see cref="Error"/> is set. Of a <c>crm.item.add</c> or <c>crm.item.update</c> inside a batch only
    /// <c>{"item":{"id":…}}</c> is kept: the portal answers with the whole item, kilobytes of it.
    /// </summary>
    public ReadOnlyMemory<byte> Result { get; init; }

    public BitrixError? Error { get; init; }

    /// <summary>Total of a list command, when counted.</summary>
    public int? Total { get; init; }

    public int? Next { get; init; }
}

/// <summary>An error as the portal said it. <paramref name="Code"/> is "" for most old crm.* errors.</summary>
public sealed record BitrixError(int HttpStatus, string Code, string Description)
{
    /// <summary>By code and status; the connector narrows it where it knows more (a write that failed with a 5xx is <see cref="FailureKind.OutcomeUnknown"/>).</summary>
    public FailureKind Kind { get; init; } = BitrixErrors.Classify(HttpStatus, Code, Description);
}
