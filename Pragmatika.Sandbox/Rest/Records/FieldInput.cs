using System.Globalization;
using Pragmatika.Sandbox.Store;
using Pragmatika.Sandbox.Wire;

namespace Pragmatika.Sandbox.Rest.Records;

/// <summary>Turns what a client sent for a field into a stored value (reference 5.4).</summary>
public sealed class FieldInput(Portal portal, bool classic)
{
    /// <exception cref="RestException">The value does not fit the field.</exception>
    public FieldValue Read(FieldDefinition field, PhpValue value)
    {
        if (field.Type is FieldType.Contact or FieldType.Company && field.IsMultiple && !field.IsUserField)
        {
            return Bindings(value);
        }

        return field.IsMultiple ? Many(field, value) : One(field, value);
    }

    private static FieldValue Bindings(PhpValue value) => value.Array is { } array
        ? Binding.FromIds(array.Select(entry => entry.Value.AsInteger))
        : Binding.FromIds([value.AsInteger]);

    private FieldValue Many(FieldDefinition field, PhpValue value)
    {
        if (value.Array is { } array && !(field.Type == FieldType.File && IsFile(array)))
        {
            return FieldValue.OfList([.. array.Select(entry => One(field, entry.Value)).Where(item => !item.IsNone)]);
        }

        if (!classic && value.Kind is PhpKind.Text or PhpKind.Number or PhpKind.Flag && !value.IsEmpty)
        {
            throw new RestException(400, "100", $"Expected iterable value for multiple field, but got {PhpTypeName(value)}");
        }

        var single = One(field, value);
        return single.IsNone ? single : FieldValue.OfList([single]);
    }

    private FieldValue One(FieldDefinition field, PhpValue value)
    {
        if (field.Type == FieldType.File)
        {
            return File(value);
        }

        if (value.Array is { } array)
        {
            return array.Count == 0 ? FieldValue.None : throw FieldErrors.Invalid(field, classic);
        }

        if (value.IsEmpty && value.Kind != PhpKind.Flag)
        {
            return FieldValue.None;
        }

        return Scalar(field, value) ?? throw FieldErrors.Invalid(field, classic);
    }

    private FieldValue? Scalar(FieldDefinition field, PhpValue value)
    {
        switch (field.Type)
        {
            case FieldType.Integer:
                return value.TryInteger(out var number) ? FieldValue.OfInteger(number) : null;
            case FieldType.User or FieldType.Employee or FieldType.Company or FieldType.Contact or FieldType.Entity:
                return value.TryInteger(out var link) && link >= 0 ? FieldValue.OfLink(link) : null;
            case FieldType.Category:
                return value.TryInteger(out var category) ? FieldValue.OfInteger(category) : null;
            case FieldType.Double:
                return value.TryDouble(out var real) ? FieldValue.OfNumber(real) : null;
            case FieldType.Boolean:
                return FieldValue.OfFlag(value.IsYes);
            case FieldType.Date:
                return portal.Time.TryDate(value.AsText, out var day) ? FieldValue.OfDate(day) : null;
            case FieldType.Moment:
                return portal.Time.TryMoment(value.AsText, out var moment) ? FieldValue.OfMoment(moment) : null;
            case FieldType.Enumeration:
                return value.TryInteger(out var choice) && field.UserField!.Choices.Exists(item => item.Id == choice) ? FieldValue.OfInteger(choice) : null;
            case FieldType.Money:
                return Money(value.AsText);
            default:
                return IsTooLong(field, value.AsText) ? null : FieldValue.OfText(value.AsText);
        }
    }

    /// <summary>User fields may set a longest text; stock fields are left to the database.</summary>
    private static bool IsTooLong(FieldDefinition field, string text) =>
        field.UserField?.Settings.GetValueOrDefault("MAX_LENGTH") is { } setting
        && int.TryParse(setting, NumberStyles.None, CultureInfo.InvariantCulture, out var longest) && longest > 0 && text.Length > longest;

    private static FieldValue? Money(string text)
    {
        var bar = text.IndexOf('|', StringComparison.Ordinal);
        var amount = bar < 0 ? text : text[..bar];
        return double.TryParse(amount, NumberStyles.Float, CultureInfo.InvariantCulture, out _)
            ? FieldValue.OfText(bar < 0 ? text + "|RUB" : text)
            : null;
    }

    /// <summary>A new file is a name with base64, a kept one its id; the content itself is only measured.</summary>
    private FieldValue File(PhpValue value)
    {
        if (value.Array is not { Count: > 0 } array)
        {
            return FieldValue.None;
        }

        if (array["id"].TryInteger(out var kept))
        {
            return FieldValue.OfLink(kept);
        }

        var parts = array["fileData"].Array ?? array;
        if (parts.Count < 2)
        {
            return FieldValue.None;
        }

        var id = ++portal.Counters.File;
        portal.Files[id] = new StoredFile(parts[0].Value.AsText, parts[1].Value.AsText.Length / 4 * 3);
        return FieldValue.OfInteger(id);
    }

    private static bool IsFile(PhpArray array) => !array["id"].IsMissing || !array["fileData"].IsMissing || (array.Count == 2 && array[0].Value.Array is null);

    private static string PhpTypeName(PhpValue value) => value.Kind switch
    {
        PhpKind.Number => value.AsText.Contains('.', StringComparison.Ordinal) ? "double" : "integer",
        PhpKind.Flag => "boolean",
        _ => "string",
    };
}
