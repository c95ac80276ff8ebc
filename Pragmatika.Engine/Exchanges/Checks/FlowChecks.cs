using System.Text.RegularExpressions;
using Pragmatika.Engine.Connectors.Sql;
using Pragmatika.Engine.Mapping;

namespace Pragmatika.Engine.Exchanges.Checks;

/// <summary>Flows by themselves: names, entities, keys, rules. What their mappings say is checked by compiling them.</summary>
internal static partial class FlowChecks
{
    private static readonly Message NoFlows = new("В обмене нет потоков", "The exchange has no flows");
    private static readonly Message NoFlowsRemedy = new("Добавьте хотя бы один поток", "Add at least one flow");
    private static readonly Message TwoFlows = new("Поток «{0}» уже есть", "There is a flow '{0}' already");
    private static readonly Message TwoFlowsRemedy = new("Дайте потокам разные имена", "Give the flows different names");
    private static readonly Message BadEntity = new("Неизвестный вид записей «{0}»", "Unknown kind of records '{0}'");
    private static readonly Message BadEntityRemedy = new("lead, deal, contact, company или type:КОД для смарт-процесса", "lead, deal, contact, company, or type:CODE for a smart process");
    private static readonly Message NoRules = new("В потоке нет правил", "The flow has no rules");
    private static readonly Message NoRulesRemedy = new("Добавьте правило: колонка → поле", "Add a rule: column → field");
    private static readonly Message TwoRules = new("Поле «{0}» заполняют два правила", "Two rules fill '{0}'");
    private static readonly Message TwoRulesRemedy = new("Оставьте одно; несколько колонок соединяет преобразование concat", "Keep one; the transform concat joins several columns");
    private static readonly Message NoField = new("У правила не указано поле", "The rule names no field");
    private static readonly Message NoFieldRemedy = new("Укажите поле CRM, например title", "Name a CRM field, for example title");
    private static readonly Message NoColumnBack = new("Правилу «{0}» некуда возвращать значение в SQL", "Rule '{0}' has no column to bring its value back to");
    private static readonly Message NoColumnBackRemedy = new("Укажите toColumn или направление toCrm", "Set toColumn, or direction toCrm");

    public static void CheckAll(ExchangeDefinition definition, ProblemList problems)
    {
        if (definition.Flows.Count == 0)
        {
            problems.Add("flows", NoFlows, NoFlowsRemedy);
        }
    }

    public static void Check(ExchangeDefinition definition, int index, SqlTable? table, ProblemList problems)
    {
        var flow = definition.Flows[index];
        var path = $"flows[{index}]";
        HeadChecks.Name(flow.Name, path + ".name", problems);
        if (definition.Flows.Take(index).Any(earlier => earlier.Name.Equals(flow.Name, StringComparison.OrdinalIgnoreCase)))
        {
            problems.Add(path + ".name", TwoFlows, TwoFlowsRemedy, flow.Name);
        }

        if (!Entity().IsMatch(flow.Entity))
        {
            problems.Add(path + ".entity", BadEntity, BadEntityRemedy, flow.Entity);
        }

        Columns.CheckKey(flow.Key, path + ".key", table: null, problems);
        if (flow.Rules.Count == 0)
        {
            problems.Add(path + ".rules", NoRules, NoRulesRemedy);
        }

        Rules(flow, path, table, problems);
    }

    private static void Rules(FlowDefinition flow, string path, SqlTable? table, ProblemList problems)
    {
        var fields = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        for (var index = 0; index < flow.Rules.Count; index++)
        {
            var rule = flow.Rules[index];
            var rulePath = $"{path}.rules[{index}]";
            if (string.IsNullOrWhiteSpace(rule.Field))
            {
                problems.Add(rulePath + ".field", NoField, NoFieldRemedy);
            }
            else if (!fields.Add(rule.Field))
            {
                problems.Add(rulePath + ".field", TwoRules, TwoRulesRemedy, rule.Field);
            }

            ExtraChecks.Check(rule, rulePath, problems);
            if (rule.ToColumn is { } column)
            {
                Columns.CheckExists(column, rulePath + ".toColumn", table, problems);
            }
            else if (rule.Direction != Direction.ToCrm && rule.Source.Column is null)
            {
                problems.Add(rulePath + ".toColumn", NoColumnBack, NoColumnBackRemedy, rule.Field);
            }
        }
    }

    [GeneratedRegex(@"^(lead|deal|contact|company|type:\s*\S.*)$", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Entity();
}
