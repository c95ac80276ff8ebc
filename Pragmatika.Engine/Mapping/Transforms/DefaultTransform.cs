namespace Pragmatika.Engine.Mapping.Transforms;

internal sealed class DefaultTransform(Value stand) : ITransform
{
    public Made Apply(Value value, SourceRow row) => value.IsNone || (value.Kind == ValueKind.Text && string.IsNullOrWhiteSpace(value.AsText)) ? stand : value;
}
