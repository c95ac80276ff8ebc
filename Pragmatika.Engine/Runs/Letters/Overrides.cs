using Pragmatika.Engine.Delivery;
using Pragmatika.Engine.Mapping;

namespace Pragmatika.Engine.Runs.Letters;

/// <summary>Applies what a person typed to the rows and records of a repair run. Pure.</summary>
internal static class Overrides
{
    /// <summary>The row with edited column texts in place, for values that could not be made: the flow's transforms run over them as over any other text.</summary>
    public static SourceRow Apply(SourceRow row, FlowTarget target, IEnumerable<RecordOverride> overrides)
    {
        object?[]? values = null;
        foreach (var (field, text) in overrides.Where(edit => edit.Flow == target.Name && edit.RowKey == row.Key).SelectMany(edit => edit.Values))
        {
            if (ColumnOf(target, field) is { } column && row.Shape.OrdinalOf(column) is >= 0 and var ordinal)
            {
                values ??= (object?[])row.Values.Clone();
                values[ordinal] = text;
            }
        }

        return values is null ? row : row with { Values = values };
    }

    /// <summary>Puts edited texts over mapped values, typed as the CRM field is.</summary>
    public static void Apply(RecordWork record, FlowTarget target, IEnumerable<RecordOverride> overrides, string currency)
    {
        foreach (var (field, text) in overrides.Where(edit => edit.Flow == target.Name && edit.Key == record.Key).SelectMany(edit => edit.Values))
        {
            for (var index = 0; index < record.Wanted.Length; index++)
            {
                if (target.Mapper.Fields[index] == field && record.Wanted[index].Kind != ValueKind.Reference && record.Wanted[index].ToString() != (text ?? string.Empty))
                {
                    record.Wanted[index] = TextValue.Typed(text, record.Wanted[index].Kind, target.Entity.Fields.GetValueOrDefault(field), currency);
                }
            }
        }
    }

    private static string? ColumnOf(FlowTarget target, string field)
    {
        for (var index = 0; index < target.Mapper.Fields.Count; index++)
        {
            if (target.Mapper.Fields[index] == field)
            {
                return target.Mapper.Rules[index].Source.Column;
            }
        }

        return null;
    }
}
