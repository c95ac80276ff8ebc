using Pragmatika.Engine.Mapping.Values;

namespace Pragmatika.Engine.Mapping.Transforms;

internal sealed class MoneyTransform(string separator, string currency) : MemberTransform
{
    protected override Made One(Value value) => value.Kind switch
    {
        ValueKind.Money => value,
        ValueKind.Number => Value.Money(value.AsNumber, currency),
        ValueKind.Text when string.IsNullOrWhiteSpace(value.AsText) => Value.None,
        _ => NumberText.TryParse(value.AsText, separator, out var amount) ? Value.Money(amount, currency) : Troubles.NotNumber(value.ToString(), separator),
    };
}
