using Pragmatika.Engine.Connectors.Sql;
using Pragmatika.Engine.Mapping;
using Pragmatika.Engine.Mapping.Inverses;

namespace Pragmatika.Engine.Exchanges.Checks;

/// <summary>What a flow writes to SQL: rules with direction ← or ↔, and what happens to the rows of deleted records.</summary>
internal static class ReverseChecks
{
    private static readonly Message NoWayBack = new("Преобразование «{0}» нельзя выполнить в обратную сторону", "Transform '{0}' cannot be run backwards");
    private static readonly Message NoWayBackRemedy = new("Уберите его или задайте направление toCrm; обратимы: {1}", "Remove it or set direction toCrm; these can be: {1}");
    private static readonly Message NotAColumn = new("Правило ↔ для «{0}» берёт значение не из одной колонки", "Rule ↔ of '{0}' does not take its value from one column");
    private static readonly Message NotAColumnRemedy = new("Укажите source.column или направление toCrm", "Set source.column, or direction toCrm");
    private static readonly Message OtherColumn = new("Правило ↔ для «{0}» читает одну колонку, а пишет другую", "Rule ↔ of '{0}' reads one column and writes another");
    private static readonly Message OtherColumnRemedy = new("Уберите toColumn или задайте направление toSql", "Remove toColumn, or set direction toSql");
    private static readonly Message Taken = new("Колонку «{0}» заполняет уже {1}", "Column '{0}' is filled by {1} already");
    private static readonly Message TakenRemedy = new("Запишите значение в другую колонку", "Write the value to another column");
    private static readonly Message Identity = new("Колонка «{0}» — часть ключа или отслеживания: менять её нельзя", "Column '{0}' belongs to a key or to tracking: it must not be changed");
    private static readonly Message NoMark = new("Для отметки удалённых не указана колонка", "The mark of deleted records needs a column");
    private static readonly Message NoMarkRemedy = new("Укажите deleted.column или policy ignore", "Set deleted.column, or policy ignore");
    private static readonly Message NotHeard = new("Поток не читает изменения из Битрикс24, удаления ему не видны", "The flow does not hear changes from Bitrix24, so it sees no deletes");
    private static readonly Message NotHeardRemedy = new("Добавьте правило ← или ↔ или уберите deleted", "Add a rule ← or ↔, or remove deleted");

    public static void Check(ExchangeDefinition definition, SqlTable? table, ProblemList problems)
    {
        var written = WriteBackColumns(definition);
        for (var index = 0; index < definition.Flows.Count; index++)
        {
            var flow = definition.Flows[index];
            for (var at = 0; at < flow.Rules.Count; at++)
            {
                if (flow.Rules[at].Direction != Direction.ToCrm)
                {
                    Rule(definition, flow.Rules[at], $"flows[{index}].rules[{at}]", written, problems);
                }
            }

            if (flow.Deleted is { Policy: not DeletePolicy.Ignore } deleted)
            {
                Deleted(definition, flow, deleted, $"flows[{index}].deleted", table, written, problems);
            }
        }
    }

    private static void Rule(ExchangeDefinition definition, Rule rule, string path, Dictionary<string, string> written, ProblemList problems)
    {
        if (rule.Direction == Direction.Both && rule.Source.Column is null)
        {
            problems.Add(path + ".source", NotAColumn, NotAColumnRemedy, rule.Field);
        }
        else if (rule is { Direction: Direction.Both, ToColumn: { } other } && !other.Equals(rule.Source.Column, StringComparison.OrdinalIgnoreCase))
        {
            problems.Add(path + ".toColumn", OtherColumn, OtherColumnRemedy, rule.Field);
        }

        for (var index = 0; index < rule.Transforms.Count; index++)
        {
            var kind = rule.Transforms[index].Kind;
            if (!InverseCatalog.Has(kind) && Mapping.Transforms.TransformCatalog.Find(kind) is not null)
            {
                problems.Add($"{path}.transforms[{index}].kind", NoWayBack, NoWayBackRemedy, kind, string.Join(", ", InverseCatalog.Kinds));
            }
        }

        if ((rule.ToColumn ?? rule.Source.Column) is { } column)
        {
            Column(definition, column, rule.ToColumn is null ? path + ".source.column" : path + ".toColumn", rule.Field, written, problems);
        }
    }

    private static void Deleted(
        ExchangeDefinition definition, FlowDefinition flow, DeletedDefinition deleted, string path, SqlTable? table, Dictionary<string, string> written, ProblemList problems)
    {
        if (flow.Rules.All(rule => rule.Direction == Direction.ToCrm))
        {
            problems.Add(path, NotHeard, NotHeardRemedy);
        }

        if (deleted.Policy is DeletePolicy.Delete or DeletePolicy.Ask)
        {
            DeleteChecks.Rows(definition, deleted.Policy, path, table, problems);
            return;
        }

        if (string.IsNullOrWhiteSpace(deleted.Column))
        {
            problems.Add(path + ".column", NoMark, NoMarkRemedy);
            return;
        }

        Columns.CheckExists(deleted.Column, path + ".column", table, problems);
        Column(definition, deleted.Column, path + ".column", path, written, problems);
    }

    private static void Column(ExchangeDefinition definition, string column, string path, string writer, Dictionary<string, string> written, ProblemList problems)
    {
        if (IsIdentity(definition, column))
        {
            problems.Add(path, Identity, TakenRemedy, column);
        }
        else if (!written.TryAdd(column, writer))
        {
            problems.Add(path, Taken, TakenRemedy, column, written[column]);
        }
    }

    private static bool IsIdentity(ExchangeDefinition definition, string column) =>
        definition.Source.Key.Concat(definition.Flows.SelectMany(flow => flow.Key)).Contains(column, StringComparer.OrdinalIgnoreCase)
        || column.Equals(definition.Source.Tracking.Column, StringComparison.OrdinalIgnoreCase);

    private static Dictionary<string, string> WriteBackColumns(ExchangeDefinition definition)
    {
        var columns = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        if (definition.WriteBack is { } back)
        {
            string?[] own = [back.StatusColumn, back.ErrorColumn, back.TimeColumn, back.ReverseStatusColumn, back.ReverseTimeColumn];
            foreach (var column in back.Ids.Values.Concat(back.Stages.Values).Concat(own.OfType<string>()))
            {
                columns.TryAdd(column, "writeBack");
            }
        }

        return columns;
    }
}
