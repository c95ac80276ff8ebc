using System.Globalization;
using Pragmatika.Engine.Connectors.Bitrix;
using Pragmatika.Engine.Connectors.Bitrix.Entities;
using Pragmatika.Engine.Delivery;
using Pragmatika.Engine.Mapping;
using Pragmatika.Engine.Runs.Letters;

namespace Pragmatika.Engine.Runs.Undo;

/// <summary>Reads the journal's texts as values of their fields. Pure.</summary>
internal static class UndoValues
{
    private const string ListSeparator = "; ";

    public static Value Read(FlowTarget target, string field, string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return Value.None;
        }

        if (ReferenceOf(target, field, text) is { } reference)
        {
            return reference;
        }

        var described = target.Entity.Fields.GetValueOrDefault(field);
        var isList = described?.IsMultiple == true || IsCommunication(target.Entity, field);
        return isList && text.Contains(ListSeparator, StringComparison.Ordinal)
            ? Value.List(text.Split(ListSeparator, StringSplitOptions.RemoveEmptyEntries).Select(member => Scalar(target.Entity, field, described, member)))
            : Scalar(target.Entity, field, described, text);
    }

    public static bool IsCommunication(CrmEntity entity, string field) => entity.HasMultiFields && Communications.TryParse(field, out _, out _);

    /// <summary>The record of another flow is journaled as <c>flow:key</c>.</summary>
    private static Value? ReferenceOf(FlowTarget target, string field, string text)
    {
        var flow = target.Mapper.Rules.FirstOrDefault(rule => rule.Field == field)?.Source.Flow;
        return flow is not null && text.StartsWith(flow + ":", StringComparison.Ordinal) ? Value.Reference(flow, text[(flow.Length + 1)..]) : null;
    }

    private static Value Scalar(CrmEntity entity, string field, CrmField? described, string text) => described?.Type switch
    {
        "boolean" or "char" when text is "true" or "false" => Value.Flag(text == "true"),
        "money" => TextValue.Typed(text, ValueKind.Money, described, string.Empty),
        "integer" or "double" when Amount(text) is { } amount => Value.Number(amount),
        _ => CrmValues.Canonical(entity, field, Value.Text(text)),
    };

    /// <summary>A sum in a number field is journaled with its currency.</summary>
    private static decimal? Amount(string text) =>
        text.IndexOf(' ', StringComparison.Ordinal) is > 0 and var space && decimal.TryParse(text.AsSpan(0, space), NumberStyles.Number, CultureInfo.InvariantCulture, out var amount) ? amount : null;
}
