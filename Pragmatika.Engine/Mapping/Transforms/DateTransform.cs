using Pragmatika.Engine.Mapping.Values;

namespace Pragmatika.Engine.Mapping.Transforms;

internal sealed class DateTransform(DateText dates, bool asMoment) : MemberTransform
{
    protected override Made One(Value value)
    {
        if (value.Kind == ValueKind.Text)
        {
            if (string.IsNullOrWhiteSpace(value.AsText))
            {
                return Value.None;
            }

            return dates.TryParse(value.AsText, out var parsed) ? As(parsed) : Troubles.NotDate(value.AsText);
        }

        return value.Kind is ValueKind.Date or ValueKind.Moment ? As(value) : Troubles.NotDate(value.ToString());
    }

    private Value As(Value value) => value.Kind switch
    {
        ValueKind.Date when asMoment => Value.Moment(dates.MomentOf(value.AsDate)),
        ValueKind.Moment when !asMoment => Value.Date(dates.DayOf(value.AsMoment)),
        _ => value,
    };
}
