using System.Globalization;
using Pragmatika.Engine.Mapping.Values;

namespace Pragmatika.Engine.Mapping.Transforms;

internal sealed class FormatDateTransform(DateText dates, string pattern) : MemberTransform
{
    protected override Made One(Value value)
    {
        if (value.Kind == ValueKind.Text)
        {
            if (!dates.TryParse(value.AsText, out var parsed))
            {
                return Troubles.NotDate(value.AsText);
            }

            value = parsed;
        }

        return value.Kind switch
        {
            ValueKind.None => Value.None,
            ValueKind.Date => Value.Text(value.AsDate.ToDateTime(TimeOnly.MinValue).ToString(pattern, CultureInfo.InvariantCulture)),
            ValueKind.Moment => Value.Text(dates.LocalOf(value.AsMoment).ToString(pattern, CultureInfo.InvariantCulture)),
            _ => Troubles.NotDate(value.ToString()),
        };
    }
}
