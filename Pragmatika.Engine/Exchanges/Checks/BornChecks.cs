using Pragmatika.Engine.Connectors.Sql;
using Pragmatika.Engine.Mapping;

namespace Pragmatika.Engine.Exchanges.Checks;

/// <summary>What rows for records born in the CRM need: a key that can be made, rules that bring values, columns that are free.</summary>
internal static class BornChecks
{
    private static readonly Message NotHeard = new("Поток не читает изменения из Битрикс24, новых записей он не услышит", "The flow does not hear changes from Bitrix24, so it hears of no new records");
    private static readonly Message NotHeardRemedy = new("Добавьте правило ← или ↔ или уберите born", "Add a rule ← or ↔, or remove born");
    private static readonly Message NoKey = new("Ключ «{0}» нельзя выдать новой записи: это должен быть один столбец с GUID", "Key '{0}' cannot be given to a new record: it must be one column with a GUID");
    private static readonly Message NoKeyRemedy = new("Оставьте в key один столбец, а из keyTransforms — только trim и guid1c", "Keep one column in key, and only trim and guid1c in keyTransforms");
    private static readonly Message Filled = new("Столбец «{0}» заполняет сам обмен", "The exchange fills column '{0}' itself");
    private static readonly Message FilledRemedy = new("Уберите его из born.defaults", "Remove it from born.defaults");

    public static void Check(ExchangeDefinition definition, SqlTable? table, ProblemList problems)
    {
        for (var index = 0; index < definition.Flows.Count; index++)
        {
            if (definition.Flows[index] is { Born: { } born } flow)
            {
                Check(flow, born, $"flows[{index}].born", table, problems);
            }
        }
    }

    private static void Check(FlowDefinition flow, BornDefinition born, string path, SqlTable? table, ProblemList problems)
    {
        if (flow.Rules.All(rule => rule.Direction == Direction.ToCrm))
        {
            problems.Add(path, NotHeard, NotHeardRemedy);
        }

        if (flow.Key.Count != 1 || flow.KeyTransforms.Any(step => step.Kind is not ("trim" or "guid1c")))
        {
            problems.Add(path, NoKey, NoKeyRemedy, string.Join(", ", flow.Key));
        }

        var filled = flow.Key.Concat(flow.Rules.Where(rule => rule.Direction != Direction.ToCrm).Select(rule => rule.ToColumn ?? rule.Source.Column).OfType<string>()).ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var column in born.Defaults.Keys)
        {
            Columns.CheckExists(column, $"{path}.defaults.{column}", table, problems);
            if (filled.Contains(column))
            {
                problems.Add($"{path}.defaults.{column}", Filled, FilledRemedy, column);
            }
        }
    }
}
