using Pragmatika.Sandbox.Store;
using Pragmatika.Sandbox.Wire;

namespace Pragmatika.Sandbox.Rest.Query;

/// <summary>Reads filter values by the field's type.</summary>
public static class FilterValues
{
    /// <summary>Every value of a scalar or an array; null when one of them makes no sense for the field.</summary>
    public static FieldValue[]? Read(Portal portal, FieldDefinition field, FilterOperator filterOperator, PhpValue value)
    {
        var texts = value.Array is { } array ? array.Select(entry => entry.Value).ToArray() : [value];
        var values = new FieldValue[texts.Length];
        for (var place = 0; place < texts.Length; place++)
        {
            if (ReadOne(portal, field, filterOperator, texts[place]) is not { } read)
            {
                return null;
            }

            values[place] = read;
        }

        return values;
    }

    private static FieldValue? ReadOne(Portal portal, FieldDefinition field, FilterOperator filterOperator, PhpValue value)
    {
        if (value.Array is not null)
        {
            return null;
        }

        if (value.IsEmpty && value.Kind != PhpKind.Flag)
        {
            return FieldValue.None;
        }

        return filterOperator >= FilterOperator.Contains ? FieldValue.OfText(value.AsText) : Typed(portal, field, value);
    }

    private static FieldValue? Typed(Portal portal, FieldDefinition field, PhpValue value)
    {
        switch (field.Type)
        {
            case FieldType.Integer or FieldType.User or FieldType.Company or FieldType.Contact or FieldType.Entity or FieldType.Category or FieldType.Enumeration or FieldType.Employee or FieldType.File:
                return value.TryInteger(out var number) ? FieldValue.OfInteger(number) : null;
            case FieldType.Double:
                return value.TryDouble(out var real) ? FieldValue.OfNumber(real) : null;
            case FieldType.Boolean:
                return Flag(field, value);
            case FieldType.Moment:
                return portal.Time.TryMoment(value.AsText, out var moment) ? FieldValue.OfMoment(moment) : null;
            case FieldType.Date:
                return portal.Time.TryDate(value.AsText, out var day) ? FieldValue.OfDate(day) : null;
            default:
                return FieldValue.OfText(value.AsText);
        }
    }

    /// <summary>Stock flags are asked for as Y or N, user fields as 1 or 0 (reference 5.1).</summary>
    private static FieldValue? Flag(FieldDefinition field, PhpValue value) => value.AsText switch
    {
        "1" => FieldValue.OfFlag(true),
        "0" or "" => FieldValue.OfFlag(false),
        "Y" or "y" => field.IsUserField ? null : FieldValue.OfFlag(true),
        "N" or "n" => field.IsUserField ? null : FieldValue.OfFlag(false),
        _ => null,
    };
}
