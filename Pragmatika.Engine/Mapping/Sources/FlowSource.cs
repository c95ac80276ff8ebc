namespace Pragmatika.Engine.Mapping.Sources;

/// <summary>A flow as others refer to it.</summary>
internal sealed record FlowKey(string Flow, KeySource Key, RowTest? Condition);

/// <summary>
/// A reference to the record that another flow makes from the same row. None when that flow does not want the row or cannot make a key from it:
/// its own mapping reports that.
/// </summary>
internal sealed class FlowSource(FlowKey target) : IRowSource
{
    public Made Read(SourceRow row)
    {
        if (target.Condition is { } condition && !condition(row))
        {
            return Value.None;
        }

        var key = target.Key.Read(row);
        return key.Trouble is null ? Value.Reference(target.Flow, key.Value.AsText) : Value.None;
    }
}
