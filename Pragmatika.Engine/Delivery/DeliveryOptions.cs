namespace Pragmatika.Engine.Delivery;

/// <summary>How one run delivers; taken from the exchange's limits.</summary>
internal sealed record DeliveryOptions(int Lanes, int MaxAttempts, TimeSpan SettleTime);

/// <summary>The portal (not one record) is in the way: the run stops, what landed is kept. The message says what to do.</summary>
internal sealed class DeliveryStoppedException(string message, bool writesUnknown, Exception innerException) : Exception(message, innerException)
{
    /// <summary>True when writes were sent whose outcome could not be learned: the next run looks keys up before it creates.</summary>
    public bool WritesUnknown => writesUnknown;
}
