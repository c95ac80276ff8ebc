namespace Pragmatika.Engine.Stores;

/// <summary>
/// What one room puts into the transaction in which a batch is committed: all parts of a batch are stored, or none. A room that has something to store with a batch makes a record of
/// its own of this kind and gives it to the commit; in <c>Data</c> stands a writer for it (<c>Data/Store/Parts</c>), added to the services in the order in which parts are written. Nobody
/// else learns its name.
/// </summary>
public interface IBatchPart
{
    /// <summary>True when there is nothing to write: such a part costs nothing.</summary>
    bool IsEmpty { get; }
}
