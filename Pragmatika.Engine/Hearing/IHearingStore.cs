using Pragmatika.Engine.Stores;

namespace Pragmatika.Engine.Hearing;

/// <summary>How far each portal has been heard, who listens to it, and how each way fares. Throws <see cref="StoreException"/>.</summary>
internal interface IHearingStore
{
    Task<HearingPositionRow?> PositionAsync(string connection, int entityTypeId, CancellationToken cancellationToken);

    /// <summary>All positions of a portal by kind of record.</summary>
    Task<IReadOnlyDictionary<int, HearingPositionRow>> PositionsAsync(string connection, CancellationToken cancellationToken);

    /// <summary>A position that is there, by this or another node, stays as it is.</summary>
    Task BeginAsync(HearingPositionRow position, CancellationToken cancellationToken);

    /// <summary>Saves what polling keeps; the sweep's mark stays.</summary>
    Task PolledAsync(HearingPositionRow position, CancellationToken cancellationToken);

    /// <summary>A sweep that began at <paramref name="at"/> went through; what polling keeps stays.</summary>
    Task SweptAsync(string connection, int entityTypeId, DateTimeOffset at, CancellationToken cancellationToken);

    Task<IReadOnlyList<HearingWayRow>> WaysAsync(string connection, CancellationToken cancellationToken);

    /// <summary>The way worked just now; <paramref name="heard"/> when it brought something.</summary>
    Task WorkedAsync(string connection, HeardBy way, bool heard, CancellationToken cancellationToken);

    /// <summary>What failed before stands no longer in the way; whether it works is not known yet.</summary>
    Task ForgetFailureAsync(string connection, HeardBy way, CancellationToken cancellationToken);

    Task FailedAsync(string connection, HeardBy way, string failure, CancellationToken cancellationToken);

    /// <summary>Takes or prolongs the right to listen; false while another node has it. A node that dies is replaced once its time is over.</summary>
    Task<bool> TryListenAsync(string connection, string holder, TimeSpan duration, CancellationToken cancellationToken);

    Task LeaveAsync(string connection, string holder, CancellationToken cancellationToken);
}
