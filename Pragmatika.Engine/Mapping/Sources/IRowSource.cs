namespace Pragmatika.Engine.Mapping.Sources;

/// <summary>Where a value begins, bound to the columns of one shape. Pure.</summary>
public interface IRowSource
{
    Made Read(SourceRow row);
}

/// <summary>A source that is the same for every row.</summary>
internal sealed class ConstantSource(Value value) : IRowSource
{
    public Made Read(SourceRow row) => value;
}

/// <summary>One column by its ordinal.</summary>
internal sealed class ColumnSource(int ordinal, Values.ValueReader reader) : IRowSource
{
    public Made Read(SourceRow row) => ordinal < 0 ? Value.None : reader.Read(row.Values[ordinal]);
}

/// <summary>A source and the transforms behind it; the first trouble ends the way.</summary>
internal sealed class TransformedSource(IRowSource source, ITransform[] transforms) : IRowSource
{
    public Made Read(SourceRow row)
    {
        var made = source.Read(row);
        foreach (var transform in transforms)
        {
            if (made.Trouble is not null)
            {
                return made;
            }

            made = transform.Apply(made.Value, row);
        }

        return made;
    }
}
