namespace Pragmatika.Engine.Connectors.Bitrix.Batches;

/// <summary>
/// What a portal says about the time of a call, in seconds; null where it says nothing (old portals, boxes without limits). Reference, "Answer envelope".
/// </summary>
/// <param name="Finish">Unix time at the end of the call.</param>
/// <param name="Duration">The whole call, or of one command of a batch that command alone.</param>
/// <param name="Operating">The method's running time by this hook in the last ten minutes, this call included.</param>
/// <param name="ResetAt">Unix time when the oldest minute of that sum drops out.</param>
/// <param name="Offset">The portal's offset from UTC; read once an answer, not per command.</param>
public readonly record struct CallTime(double? Finish, double? Duration, double? Operating, double? ResetAt, TimeSpan? Offset = null);
