using Pragmatika.Engine.Mapping.Values;

namespace Pragmatika.Engine.Mapping.Transforms;

internal sealed class NumberTransform(string separator, int round) : MemberTransform
{
    protected override Made One(Value value) => value.Kind switch
    {
        ValueKind.Number or ValueKind.Money => Rounded(value.AsNumber),
        ValueKind.Text when string.IsNullOrWhiteSpace(value.AsText) => Value.None,
        ValueKind.Text or ValueKind.Choice => NumberText.TryParse(value.AsText, separator, out var number) ? Rounded(number) : Troubles.NotNumber(value.AsText, separator),
        ValueKind.Flag => Value.Number(value.AsFlag ? 1 : 0),
        _ => Troubles.NotNumber(value.ToString(), separator),
    };

    private Value Rounded(decimal number) => Value.Number(round < 0 ? number : Math.Round(number, round, MidpointRounding.AwayFromZero));
}
