namespace Pragmatika.Engine.Mapping.Transforms;

/// <summary>Takes the value of a source, whatever came before.</summary>
internal sealed class SourceTransform(Sources.IRowSource source) : ITransform
{
    public Made Apply(Value value, SourceRow row) => source.Read(row);
}
