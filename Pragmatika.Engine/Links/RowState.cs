namespace Pragmatika.Engine.Links;

/// <summary>How one record ended. Every row read ends with one of these per flow.</summary>
public enum Outcome : byte
{
    Created,
    Updated,
    Unchanged,
    Skipped,
    Conflicted,
    Rejected,
    Failed,
}

/// <summary>
/// What a row was when its batch was committed. A row with the same fingerprint whose flows all settled costs no plan and no call.
/// <paramref name="Fingerprint"/> is 16 bytes over the definition's hash and the raw values of the row; <paramref name="Outcomes"/> holds one
/// <see cref="Outcome"/> per flow, as a string of digits.
/// </summary>
public sealed record RowState(string RowKey, byte[] Fingerprint, string Outcomes)
{
    /// <summary>True when nothing of the row waits for a person or a retry.</summary>
    public bool IsSettled => Outcomes.AsSpan().IndexOfAnyInRange('4', '6') < 0;
}
