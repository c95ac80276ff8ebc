using Pragmatika.Engine.Mapping;

namespace Pragmatika.Engine.Connectors.Bitrix.Entities;

/// <summary>Finds what a portal would refuse, or silently drop, before a record is sent. Reads and writes nothing.</summary>
public static class WireCheck
{
    /// <summary>Every problem of the record; empty when it can be sent. A field with a result path is checked only for being there.</summary>
    public static IReadOnlyList<FieldProblem> Of(CrmEntity entity, IReadOnlyList<WireField> fields)
    {
        List<FieldProblem>? problems = null;
        var pipeline = new WireEncoder(entity, TimeSpan.Zero).PipelineOf(fields);
        for (var index = 0; index < fields.Count; index++)
        {
            if (One(entity, fields[index], pipeline) is { } problem)
            {
                (problems ??= []).Add(problem);
            }
        }

        return problems ?? (IReadOnlyList<FieldProblem>)[];
    }

    private static FieldProblem? One(CrmEntity entity, WireField wire, long? pipeline)
    {
        if (entity.HasMultiFields && Communications.TryParse(wire.Name, out _, out _))
        {
            return null;
        }

        if (!entity.Fields.TryGetValue(wire.Name, out var field))
        {
            return Problem(wire.Name, WireTexts.NoField, WireTexts.NoFieldRemedy, entity.Title, wire.Name);
        }

        if (field.IsReadOnly)
        {
            return Problem(wire.Name, WireTexts.ReadOnly, WireTexts.ReadOnlyRemedy, Shown(field));
        }

        if (wire.ResultPath is not null || wire.Value.IsNone)
        {
            return null;
        }

        foreach (var member in wire.Value.Kind == ValueKind.List ? wire.Value.AsList : [wire.Value])
        {
            if (Scalar(field, member, pipeline) is { } problem)
            {
                return problem;
            }
        }

        return null;
    }

    private static FieldProblem? Scalar(CrmField field, Value value, long? pipeline) => value.Kind switch
    {
        ValueKind.Reference => Problem(field.Name, WireTexts.NotCreatedYet, WireTexts.NotCreatedYetRemedy, Shown(field)),
        ValueKind.Text or ValueKind.Choice when field.Options.Count > 0 => Option(field, value.AsText, pipeline),
        ValueKind.Text or ValueKind.Choice => Text(field, value.AsText),
        _ => null,
    };

    private static FieldProblem? Option(CrmField field, string text, long? pipeline)
    {
        var isStage = field.Name == "stageId";
        if (FieldOptions.IdOf(field, text, isStage ? pipeline : null) is not null)
        {
            return null;
        }

        return isStage
            ? Problem(field.Name, pipeline is null ? WireTexts.NoStage : WireTexts.NoStageInPipeline, WireTexts.NoStageRemedy, text, pipeline)
            : Problem(field.Name, WireTexts.NoOption, WireTexts.NoOptionRemedy, Shown(field), text);
    }

    private static FieldProblem? Text(CrmField field, string text)
    {
        if (text.Contains("$result[", StringComparison.Ordinal))
        {
            return Problem(field.Name, WireTexts.ResultText, WireTexts.ResultTextRemedy, Shown(field));
        }

        if (field.MaxLength is { } longest && text.Length > longest)
        {
            return Problem(field.Name, WireTexts.TooLong, WireTexts.TooLongRemedy, Shown(field), text.Length, longest);
        }

        return ValueDecoder.OfText(text, field).Kind == ValueKind.Text && Expected(field.Type) is { } expected
            ? Problem(field.Name, WireTexts.WrongType, WireTexts.WrongTypeRemedy, Shown(field), expected)
            : null;
    }

    private static Message? Expected(string type) => type switch
    {
        "integer" or "double" => WireTexts.Number,
        "date" => WireTexts.Date,
        "datetime" => WireTexts.Moment,
        "boolean" => WireTexts.Flag,
        "user" or "employee" or "crm_company" or "crm_contact" or "crm_lead" or "crm_deal" => WireTexts.Id,
        _ => null,
    };

    private static FieldProblem Problem(string field, Message reason, Message remedy, params object?[] values) => new(field, null, reason.With(values), remedy.With());

    private static string Shown(CrmField field) => field.Title.Length > 0 ? $"«{field.Title}»" : field.Name;
}
