using Pragmatika.Engine.Mapping;

namespace Pragmatika.Engine.Connectors.Bitrix.Entities;

/// <summary>Brings values of the mapping to the form in which the same value would be read back from the portal, so that "equal" means "nothing to send".</summary>
public static class CrmValues
{
    /// <summary>
    /// An option's id becomes its label, a text in a number field a number, a phone its E.164, a moment in a date field its day at <paramref name="offset"/>, a single value of a
    /// multiple field a list. What cannot be brought to the field's type stays as it is.
    /// </summary>
    public static Value Canonical(CrmEntity entity, string field, Value value, TimeSpan offset = default)
    {
        if (value.IsNone)
        {
            return value;
        }

        if (entity.HasMultiFields && Communications.TryParse(field, out var typeId, out _))
        {
            return Single(Members(value, member => Value.Text(Communications.Meaning(typeId, member.ToString()))).Distinct().ToList());
        }

        if (!entity.Fields.TryGetValue(field, out var described))
        {
            return value;
        }

        var members = Members(value, member => Scalar(described, member, offset)).ToList();
        return described.IsMultiple ? Value.List(members) : value.Kind == ValueKind.List ? Scalar(described, Value.Text(value.ToString()), offset) : members[0];
    }

    private static IEnumerable<Value> Members(Value value, Func<Value, Value> convert) => value.Kind == ValueKind.List ? value.AsList.Select(convert) : [convert(value)];

    private static Value Single(List<Value> members) => members.Count == 1 ? members[0] : Value.List(members);

    private static Value Scalar(CrmField field, Value value, TimeSpan offset) => value.Kind switch
    {
        ValueKind.Text or ValueKind.Choice when field.Options.Count > 0 => Value.Choice(FieldOptions.IdOf(field, value.AsText) is { } id ? FieldOptions.LabelOf(field, id) : value.AsText),
        ValueKind.Text or ValueKind.Choice => ValueDecoder.OfText(value.AsText.Trim(), field),
        ValueKind.Moment when field.Type == "date" => Value.Date(DateOnly.FromDateTime(value.AsMoment.ToOffset(offset).DateTime)),
        ValueKind.Moment => Value.Moment(new DateTimeOffset(value.AsMoment.UtcTicks / TimeSpan.TicksPerSecond * TimeSpan.TicksPerSecond, TimeSpan.Zero)),
        ValueKind.Money when field.Type is not "money" => Value.Number(value.AsNumber),
        ValueKind.Number when field.Options.Count > 0 => Scalar(field, Value.Text(value.ToString()), offset),
        ValueKind.Number or ValueKind.Date or ValueKind.Money when field.Type is "string" or "text" => Value.Text(value.ToString()),
        ValueKind.Flag when field.Type is "string" or "text" => Value.Text(value.AsFlag ? "Y" : "N"),
        ValueKind.Flag when field.Type is "integer" or "double" => Value.Number(value.AsFlag ? 1 : 0),
        _ => value,
    };
}
