using System.Globalization;
using Pragmatika.Engine.Mapping.Values;

namespace Pragmatika.Engine.Mapping.Transforms;

internal sealed class FormatNumberTransform(string readSeparator, string pattern, string printSeparator) : MemberTransform
{
    private readonly NumberFormatInfo _format = new() { NumberDecimalSeparator = printSeparator.Length == 0 ? "." : printSeparator, NumberGroupSeparator = " " };

    protected override Made One(Value value)
    {
        if (value.Kind is ValueKind.Number or ValueKind.Money)
        {
            return Value.Text(value.AsNumber.ToString(pattern, _format));
        }

        return NumberText.TryParse(value.AsText, readSeparator, out var number)
            ? Value.Text(number.ToString(pattern, _format))
            : Troubles.NotNumber(value.ToString(), readSeparator);
    }
}
