using System.Globalization;
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
            return new(wire.Name, null, $"В портале у «{entity.Title}» нет поля {wire.Name}.", "Обновите поля в настройке обмена или создайте поле в портале.");
        }

        if (field.IsReadOnly)
        {
            return new(wire.Name, null, $"Поле {Shown(field)} портал не даёт изменять.", "Уберите правило или выберите другое поле.");
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
        ValueKind.Reference => new(field.Name, null, $"Поле {Shown(field)}: связанная запись ещё не создана.", "Сначала должна пройти запись, на которую оно указывает."),
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
            ? new(field.Name, null, $"Стадии «{text}» нет{(pipeline is { } id ? string.Create(CultureInfo.InvariantCulture, $" в воронке {id}") : string.Empty)}.", "Добавьте стадию в портале или исправьте правило.")
            : new(field.Name, null, $"В списке {Shown(field)} нет варианта «{text}».", "Добавьте вариант в портале или задайте соответствие в правиле.");
    }

    private static FieldProblem? Text(CrmField field, string text)
    {
        if (text.Contains("$result[", StringComparison.Ordinal))
        {
            return new(field.Name, null, $"Поле {Shown(field)}: текст содержит «$result[», портал выполнил бы его как ссылку.", "Исправьте текст в источнике.");
        }

        if (field.MaxLength is { } longest && text.Length > longest)
        {
            return new(
                field.Name, null, string.Create(CultureInfo.InvariantCulture, $"Поле {Shown(field)}: {text.Length} знаков, портал принимает {longest}."), "Сократите текст или добавьте правилу шаг «обрезать».");
        }

        return ValueDecoder.OfText(text, field).Kind == ValueKind.Text && Expected(field.Type) is { } expected
            ? new(field.Name, null, $"Поле {Shown(field)}: ожидается {expected}.", "Добавьте правилу шаг разбора или исправьте значение.")
            : null;
    }

    private static string? Expected(string type) => type switch
    {
        "integer" or "double" => "число",
        "date" => "дата",
        "datetime" => "дата и время",
        "boolean" => "да или нет",
        "user" or "employee" or "crm_company" or "crm_contact" or "crm_lead" or "crm_deal" => "номер записи",
        _ => null,
    };

    private static string Shown(CrmField field) => field.Title.Length > 0 ? $"«{field.Title}»" : field.Name;
}
