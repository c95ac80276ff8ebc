namespace Pragmatika.Engine.Mapping.Transforms;

internal sealed class JoinTransform(string separator) : ITransform
{
    public Made Apply(Value value, SourceRow row) => value.Kind == ValueKind.List ? Value.Text(string.Join(separator, value.AsList)) : value;
}
