using Pragmatika.Engine.Stores;

namespace Pragmatika.Engine.Runs;

/// <summary>The cursor that the source gave for the end of a batch. A batch without this part leaves the checkpoint as it is (full runs save it only with their last batch).</summary>
public sealed record CheckpointPart(string Cursor) : IBatchPart
{
    public bool IsEmpty => false;
}
