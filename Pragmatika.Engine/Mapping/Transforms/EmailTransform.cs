namespace Pragmatika.Engine.Mapping.Transforms;

internal sealed class EmailTransform : ITransform
{
    public Made Apply(Value value, SourceRow row) =>
        value.IsNone ? Value.None : ContactTexts.Emails(value.Kind == ValueKind.List ? value.AsList.Select(member => member.ToString()) : [value.ToString()]);
}
