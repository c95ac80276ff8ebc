namespace Pragmatika.Engine.Connectors.Bitrix;

/// <summary>A whole request failed. After a write, <see cref="FailureKind.OutcomeUnknown"/> means that any part of it may have been done.</summary>
public sealed class BitrixException(FailureKind kind, BitrixError? error, string message, Exception? innerException = null)
    : Exception(message, innerException)
{
    public FailureKind Kind => kind;

    public BitrixError? Error => error;
}
