using Pragmatika.Engine.Mapping.Values;

namespace Pragmatika.Engine.Mapping.Transforms;

internal sealed class FlagTransform(FlagText words) : MemberTransform
{
    protected override Made One(Value value) => value.Kind switch
    {
        ValueKind.Flag => value,
        ValueKind.Number when value.AsNumber is 0 or 1 => Value.Flag(value.AsNumber == 1),
        ValueKind.Text when string.IsNullOrWhiteSpace(value.AsText) => Value.None,
        _ => words.TryParse(value.ToString(), out var flag) ? Value.Flag(flag) : Troubles.NotFlag(value.ToString()),
    };
}
