namespace Pragmatika.Engine.Runs.Fuses;

/// <summary>What a fuse compares a run with: the linked records, and what earlier runs did.</summary>
internal interface IFuseHistory
{
    /// <summary>Linked keys of all flows of an exchange.</summary>
    Task<long> LinkedAsync(string exchange, CancellationToken cancellationToken);

    /// <summary>The median over the last good runs of the same mode; null when there are none, and for blanked fields and deletes, which runs do not count.</summary>
    Task<long?> UsualAsync(string exchange, RunMode mode, FuseSubject subject, CancellationToken cancellationToken);
}
