namespace Pragmatika.Engine.Mapping.Transforms;

/// <summary>A member transform of the value's text.</summary>
internal sealed class TextTransform(Func<string, Made> change) : MemberTransform
{
    protected override Made One(Value value) => change(value.Kind == ValueKind.Text ? value.AsText : value.ToString());
}
