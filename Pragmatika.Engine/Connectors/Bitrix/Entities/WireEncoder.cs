using System.Globalization;
using Pragmatika.Engine.Connectors.Bitrix.Batches;
using Pragmatika.Engine.Mapping;

namespace Pragmatika.Engine.Connectors.Bitrix.Entities;

/// <summary>
/// Writes fields as crm.item.add and crm.item.update take them. Formats: reference, "Value formats". Moments are written in <paramref name="offset"/>, the portal's own.
/// </summary>
internal readonly struct WireEncoder(CrmEntity entity, TimeSpan offset)
{
    private const string Moment = "yyyy-MM-dd'T'HH:mm:sszzz";

    /// <summary>Writes all fields; <paramref name="clearing"/> writes None as an empty value, otherwise it is left out.</summary>
    public void Write(ref QueryText query, IReadOnlyList<WireField> fields, bool clearing)
    {
        var pipeline = PipelineOf(fields);
        var added = 0;
        for (var index = 0; index < fields.Count; index++)
        {
            var wire = fields[index];
            if (entity.HasMultiFields && Communications.TryParse(wire.Name, out var typeId, out var valueType))
            {
                WriteMultiField(ref query, wire, typeId, valueType, ref added);
            }
            else
            {
                WriteField(ref query, wire, entity.Fields.GetValueOrDefault(wire.Name), pipeline, clearing);
            }
        }

        WriteCurrency(ref query, fields);
    }

    /// <summary>The pipeline the record is put into by the same fields; stage names are looked up in it.</summary>
    public long? PipelineOf(IReadOnlyList<WireField> fields)
    {
        for (var index = 0; index < fields.Count; index++)
        {
            if (fields[index] is { Name: "categoryId", Value.IsNone: false } category)
            {
                var text = category.Value.ToString();
                var id = entity.Fields.TryGetValue("categoryId", out var field) ? FieldOptions.IdOf(field, text) ?? text : text;
                return long.TryParse(id, CultureInfo.InvariantCulture, out var number) ? number : null;
            }
        }

        return null;
    }

    private void WriteField(ref QueryText query, WireField wire, CrmField? field, long? pipeline, bool clearing)
    {
        var multiple = field?.IsMultiple == true;
        if (wire.ResultPath is { } path)
        {
            query.Member("fields", wire.Name, list: multiple);
            query.Raw(path);
            return;
        }

        if (wire.Value.IsNone)
        {
            if (clearing)
            {
                query.Member("fields", wire.Name, list: multiple);
            }

            return;
        }

        if (wire.Value.Kind == ValueKind.List && multiple)
        {
            foreach (var member in wire.Value.AsList)
            {
                query.Member("fields", wire.Name, list: true);
                Scalar(ref query, member, field, pipeline);
            }

            return;
        }

        query.Member("fields", wire.Name, list: multiple);
        Scalar(ref query, wire.Value, field, pipeline);
    }

    private void Scalar(ref QueryText query, Value value, CrmField? field, long? pipeline)
    {
        switch (value.Kind)
        {
            case ValueKind.Number:
                query.Number(value.AsNumber);
                break;
            case ValueKind.Flag:
                query.Raw(field?.Type is "integer" or "double" ? (value.AsFlag ? "1" : "0") : value.AsFlag ? "Y" : "N");
                break;
            case ValueKind.Date:
                query.Encoded(value.AsDate.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
                break;
            case ValueKind.Moment:
                query.Encoded(value.AsMoment.ToOffset(offset).ToString(field?.Type == "date" ? "yyyy-MM-dd" : Moment, CultureInfo.InvariantCulture));
                break;
            case ValueKind.Money when field?.Type == "money":
                query.Number(value.AsNumber);
                query.Encoded("|");
                query.Encoded(value.AsText);
                break;
            case ValueKind.Money:
                query.Number(value.AsNumber);
                break;
            case ValueKind.Reference:
                throw new ArgumentException($"Поле {field?.Name}: ссылка на запись не превращена в номер.", nameof(value));
            default:
                Text(ref query, value.ToString(), field, pipeline);
                break;
        }
    }

    private static void Text(ref QueryText query, string text, CrmField? field, long? pipeline)
    {
        if (field is not null && field.Options.Count > 0)
        {
            text = FieldOptions.IdOf(field, text, field.Name == "stageId" ? pipeline : null) ?? text;
        }

        // The portal would run a reference that stands in somebody's data.
        query.Encoded(text.Contains("$result[", StringComparison.Ordinal) ? text.Replace("$result[", "$\u2060result[", StringComparison.Ordinal) : text);
    }

    /// <summary>A sum of another currency must not be read in the record's own one.</summary>
    private void WriteCurrency(ref QueryText query, IReadOnlyList<WireField> fields)
    {
        string? currency = null;
        for (var index = 0; index < fields.Count; index++)
        {
            if (fields[index].Name == "currencyId")
            {
                return;
            }

            if (fields[index] is { Name: "opportunity" or "revenue", Value.Kind: ValueKind.Money } sum)
            {
                currency = sum.Value.AsText;
            }
        }

        if (!string.IsNullOrEmpty(currency) && entity.Fields.ContainsKey("currencyId"))
        {
            query.Member("fields", "currencyId");
            query.Encoded(currency);
        }
    }

    private static void WriteMultiField(ref QueryText query, WireField wire, string typeId, string? valueType, ref int added)
    {
        var wanted = wire.Value.Kind == ValueKind.List ? wire.Value.AsList.Select(member => member.ToString()) : wire.Value.IsNone ? [] : [wire.Value.ToString()];
        foreach (var write in MultiFieldDiff.Between(typeId, valueType, wanted, wire.Current))
        {
            var key = write.Id is { } id ? id.ToString(CultureInfo.InvariantCulture) : string.Create(CultureInfo.InvariantCulture, $"n{added++}");
            Entry(ref query, key, "typeId", write.TypeId);
            Entry(ref query, key, "valueType", write.ValueType);
            Entry(ref query, key, "value", write.Value);
        }
    }

    private static void Entry(ref QueryText query, string key, string part, string value)
    {
        query.Part("fields[fm]", key, part);
        query.Encoded(value);
    }
}
