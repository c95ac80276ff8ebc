using Pragmatika.Engine.Mapping.Values;

namespace Pragmatika.Engine.Mapping.Transforms;

internal sealed class Guid1CTransform(GuidBytes order) : MemberTransform
{
    protected override Made One(Value value)
    {
        if (string.IsNullOrWhiteSpace(value.AsText))
        {
            return value.Kind == ValueKind.Text ? Value.None : Troubles.NotGuid(value.ToString());
        }

        if (!GuidText.TryRead(value.AsText, order, out var guid))
        {
            return Troubles.NotGuid(value.AsText);
        }

        return guid == Guid.Empty ? Value.None : Value.Text(guid.ToString());
    }
}
