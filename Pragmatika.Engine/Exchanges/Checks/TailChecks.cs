using Pragmatika.Engine.Connectors.Sql;
using Pragmatika.Engine.Mapping;

namespace Pragmatika.Engine.Exchanges.Checks;

/// <summary>Write-back, limits and schedule.</summary>
internal static class TailChecks
{
    private static readonly Message KeyColumn = new("Колонка «{0}» входит в ключ строки", "Column '{0}' is part of the row's key");
    private static readonly Message KeyColumnRemedy = new("Возвращайте значение в другую колонку", "Write back to another column");
    private static readonly Message TwoWrites = new("В колонку «{0}» возвращается два значения", "Two values are written back to '{0}'");
    private static readonly Message OutOfRange = new("Значение {0} вне допустимого", "{0} is out of range");
    private static readonly Message OutOfRangeRemedy = new("Задайте от {1} до {2}", "Set it between {1} and {2}");

    public static void Check(ExchangeDefinition definition, SqlTable? table, ProblemList problems)
    {
        if (definition.WriteBack is { } writeBack)
        {
            WriteBack(definition, writeBack, table, problems);
        }

        Limits(definition.Limits, problems);
        if (definition.Schedule is { } schedule)
        {
            ScheduleChecks.Check(definition.Name, schedule, problems);
        }

        if (definition.Compare is { } compare)
        {
            ScheduleChecks.Check(compare, problems);
        }
    }

    private static void WriteBack(ExchangeDefinition definition, WriteBackDefinition writeBack, SqlTable? table, ProblemList problems)
    {
        var columns = ByFlow(definition, writeBack.Ids, "writeBack.ids", problems)
            .Concat(ByFlow(definition, writeBack.Stages, "writeBack.stages", problems))
            .Append(("writeBack.statusColumn", writeBack.StatusColumn))
            .Append(("writeBack.errorColumn", writeBack.ErrorColumn))
            .Append(("writeBack.timeColumn", writeBack.TimeColumn))
            .Append(("writeBack.reverseStatusColumn", writeBack.ReverseStatusColumn))
            .Append(("writeBack.reverseTimeColumn", writeBack.ReverseTimeColumn));
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (path, column) in columns)
        {
            if (column is null)
            {
                continue;
            }

            Columns.CheckExists(column, path, table, problems);
            if (definition.Source.Key.Contains(column, StringComparer.OrdinalIgnoreCase))
            {
                problems.Add(path, KeyColumn, KeyColumnRemedy, column);
            }

            if (!seen.Add(column))
            {
                problems.Add(path, TwoWrites, KeyColumnRemedy, column);
            }
        }
    }

    private static List<(string Path, string? Column)> ByFlow(
        ExchangeDefinition definition, IReadOnlyDictionary<string, string> columns, string path, ProblemList problems)
    {
        foreach (var flow in columns.Keys.Where(name => definition.Flows.All(flow => flow.Name != name)))
        {
            problems.Add($"{path}.{flow}", MappingTexts.UnknownFlow, MappingTexts.UnknownFlowRemedy, flow);
        }

        return [.. columns.Select(pair => ($"{path}.{pair.Key}", (string?)pair.Value))];
    }

    private static void Limits(RunLimits limits, ProblemList problems)
    {
        Range(limits.BatchChangedRows, 1, 100_000, "limits.batchChangedRows", problems);
        Range(limits.BatchRows, 1, 10_000_000, "limits.batchRows", problems);
        Range(limits.Lanes, 1, 32, "limits.lanes", problems);
        Range(limits.MaxAttempts, 1, 100, "limits.maxAttempts", problems);
        Range(limits.SettleTime, TimeSpan.Zero, TimeSpan.FromHours(1), "limits.settleTime", problems);
        Range(limits.FuseChanges, 0, int.MaxValue, "limits.fuseChanges", problems);
        Fuse(limits.Fuse?.Creates, "limits.fuse.creates", problems);
        Fuse(limits.Fuse?.Updates, "limits.fuse.updates", problems);
        Fuse(limits.Fuse?.BlankedFields, "limits.fuse.blankedFields", problems);
        Fuse(limits.Fuse?.Deletes, "limits.fuse.deletes", problems);
    }

    private static void Fuse(FuseLimit? limit, string path, ProblemList problems)
    {
        Range(limit?.Count ?? 0, 0, long.MaxValue, path + ".count", problems);
        Range(limit?.Percent ?? 0, 0, 100_000, path + ".percent", problems);
    }

    internal static void Range<T>(T value, T lowest, T highest, string path, ProblemList problems)
        where T : IComparable<T>
    {
        if (value.CompareTo(lowest) < 0 || value.CompareTo(highest) > 0)
        {
            problems.Add(path, OutOfRange, OutOfRangeRemedy, value, lowest, highest);
        }
    }
}
