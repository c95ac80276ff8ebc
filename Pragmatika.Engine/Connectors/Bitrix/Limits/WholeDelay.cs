namespace Pragmatika.Engine.Connectors.Bitrix.Limits;

/// <summary>Waits that end never early.</summary>
internal static class WholeDelay
{
    /// <summary>Task.Delay drops what is less than a millisecond: a wait would end before its time, and one that short would not be a wait at all, however often it is tried.</summary>
    public static Task ForAsync(TimeSpan wait, TimeProvider time, CancellationToken cancellationToken) =>
        Task.Delay(TimeSpan.FromMilliseconds(Math.Ceiling(wait.TotalMilliseconds)), time, cancellationToken);
}
