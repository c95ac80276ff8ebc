namespace Pragmatika.Engine.Mapping.Transforms;

/// <summary>Turns the trouble of another transform into None.</summary>
internal sealed class DroppingTransform(ITransform inner) : ITransform
{
    public Made Apply(Value value, SourceRow row)
    {
        var made = inner.Apply(value, row);
        return made.Trouble is null ? made : Value.None;
    }
}
