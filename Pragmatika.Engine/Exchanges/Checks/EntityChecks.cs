using System.Text.RegularExpressions;
using Pragmatika.Engine.Connectors.Bitrix;
using Pragmatika.Engine.Mapping;

namespace Pragmatika.Engine.Exchanges.Checks;

/// <summary>A flow's rules against the fields that the portal really has.</summary>
internal static partial class EntityChecks
{
    private static readonly Message NoEntity = new("В портале нет «{0}»", "The portal has no '{0}'");
    private static readonly Message NoEntityRemedy = new("Создайте смарт-процесс или исправьте имя", "Create the smart process or mend the name");
    private static readonly Message NoField = new("У «{1}» нет поля «{0}»", "'{1}' has no field '{0}'");
    private static readonly Message NoFieldRemedy = new("Проверьте имя; похоже: {2}", "Check the name; nearest: {2}");
    private static readonly Message ReadOnly = new("Поле «{0}» заполняет сам Битрикс24", "Bitrix24 itself fills '{0}'");
    private static readonly Message ReadOnlyRemedy = new("Уберите правило", "Remove the rule");
    private static readonly Message Reserved = new("Поле «{0}» хранит ключ обмена", "Field '{0}' keeps the exchange's key");
    private static readonly Message WrongType = new("Правило даёт {1}, а поле «{0}» хранит {2}", "The rule gives {1}, field '{0}' holds {2}");
    private static readonly Message WrongTypeRemedy = new("Добавьте преобразование или выберите другое поле", "Add a transform or choose another field");
    private static readonly Message NoOption = new("У поля «{0}» нет варианта «{1}»", "Field '{0}' has no option '{1}'");
    private static readonly Message NoOptionRemedy = new("Исправьте словарь или добавьте вариант в Битрикс24; есть: {2}", "Mend the dictionary or add the option in Bitrix24; there are: {2}");

    private static readonly string[] KeyFields = ["originId", "originatorId", "xmlId"];

    public static void Check(ExchangeDefinition definition, int index, CrmEntity? entity, ProblemList problems)
    {
        var flow = definition.Flows[index];
        if (entity is null)
        {
            problems.Add($"flows[{index}].entity", NoEntity, NoEntityRemedy, flow.Entity);
            return;
        }

        for (var at = 0; at < flow.Rules.Count; at++)
        {
            Rule(definition, flow.Rules[at], entity, $"flows[{index}].rules[{at}]", problems);
        }
    }

    private static void Rule(ExchangeDefinition definition, Rule rule, CrmEntity entity, string path, ProblemList problems)
    {
        if (string.IsNullOrWhiteSpace(rule.Field) || !ExtraChecks.IsOrdinary(rule, entity, path, problems) || (entity.HasMultiFields && Communication().IsMatch(rule.Field)))
        {
            return;
        }

        if (!entity.Fields.TryGetValue(rule.Field, out var field))
        {
            var nearest = Nearest.To(rule.Field, entity.Fields.Keys) ?? string.Join(", ", entity.Fields.Keys.Order(StringComparer.Ordinal).Take(5));
            problems.Add(path + ".field", NoField, NoFieldRemedy, rule.Field, entity.Title, nearest);
            return;
        }

        if (rule.Direction == Direction.ToSql)
        {
            return;
        }

        if (KeyFields.Contains(rule.Field))
        {
            problems.Add(path + ".field", Reserved, ReadOnlyRemedy, rule.Field);
        }
        else if (field.IsReadOnly)
        {
            problems.Add(path + ".field", ReadOnly, ReadOnlyRemedy, rule.Field);
        }
        else if (RuleOutcome.KindOf(rule) is { } kind && !FieldTypes.Takes(field.Type, kind))
        {
            problems.Add(path + ".field", WrongType, WrongTypeRemedy, rule.Field, kind.ToString().ToLowerInvariant(), field.Type);
        }
        else
        {
            Options(definition, rule, field, path, problems);
        }
    }

    private static void Options(ExchangeDefinition definition, Rule rule, CrmField field, string path, ProblemList problems)
    {
        if (field.Options.Count == 0)
        {
            return;
        }

        foreach (var label in RuleOutcome.LabelsOf(rule, definition.Dictionaries).Where(label => !Has(field, label)))
        {
            problems.Add(path + ".field", NoOption, NoOptionRemedy, rule.Field, label, string.Join(", ", field.Options.Keys.Take(12)));
        }
    }

    private static bool Has(CrmField field, string label) =>
        field.Options.Any(option => Same(option, label)) || field.Pipelines.Values.Any(stages => stages.Any(option => Same(option, label)));

    private static bool Same(KeyValuePair<string, string> option, string label) =>
        option.Key.Equals(label.Trim(), StringComparison.OrdinalIgnoreCase) || option.Value == label.Trim();

    [GeneratedRegex("^(phone|email|web|im)(Work|Mobile|Home|Fax|Pager|Mailing|Other)?$", RegexOptions.ExplicitCapture)]
    private static partial Regex Communication();
}
