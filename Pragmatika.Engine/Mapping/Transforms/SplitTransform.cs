namespace Pragmatika.Engine.Mapping.Transforms;

/// <summary>Text to list; members are trimmed, empty ones are left out.</summary>
internal sealed class SplitTransform(string separator) : ITransform
{
    public Made Apply(Value value, SourceRow row) => value.Kind is ValueKind.None or ValueKind.List
        ? value
        : Value.List(value.ToString().Split(separator, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(Value.Text));
}
