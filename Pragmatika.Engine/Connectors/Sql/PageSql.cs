using System.Globalization;

namespace Pragmatika.Engine.Connectors.Sql;

/// <summary>Where a page statement starts.</summary>
internal enum PageStart
{
    Beginning,

    /// <summary>After the row of a position: parameters @a0, @a1, ... in the order of <see cref="ReadPlan.Ordered"/>.</summary>
    AfterRow,

    /// <summary>From a cursor value on, that value included: parameter @a0.</summary>
    FromCursor,

    /// <summary>Only listed keys: parameters @k0_0, @k0_1, @k1_0, ...</summary>
    Keys,

    /// <summary>As <see cref="Keys"/>, for text keys stored with trailing spaces.</summary>
    PaddedKeys,
}

/// <summary>Writes the statements of a scan. Parameters: @bound for the upper bound, @status for the status.</summary>
internal static class PageSql
{
    /// <summary>One row more than a page holds, so that a key repeated across the border of two pages is seen.</summary>
    /// <remarks>With <paramref name="locks"/> nobody changes the rows until the transaction ends.</remarks>
    public static string Page(ReadPlan plan, PageStart start, UpperBound bound, int keys = 0, bool locks = false)
    {
        var dialect = plan.Dialect;
        var columns = string.Join(", ", plan.Columns.Select(dialect.Select));
        var order = string.Join(", ", plan.Ordered.Select(column => Order(plan, column)));
        var rows = start >= PageStart.Keys ? int.MaxValue : plan.Read.PageRows + 1;
        return locks
            ? dialect.Page(columns, plan.QuotedTable + dialect.Lock.AfterTable, Where(plan, start, bound, keys), order, rows) + dialect.Lock.AtEnd
            : dialect.Page(columns, plan.QuotedTable, Where(plan, start, bound, keys), order, rows);
    }

    public static string Count(ReadPlan plan, PageStart start, UpperBound bound, int keys) =>
        $"SELECT COUNT(*) FROM {plan.QuotedTable} {Where(plan, start, bound, keys)}";

    public static string AnyNull(ReadPlan plan, Column column) =>
        $"SELECT CASE WHEN EXISTS (SELECT 1 FROM {plan.QuotedTable} WHERE {column.Quoted} IS NULL) THEN 1 ELSE 0 END";

    private static string Where(ReadPlan plan, PageStart start, UpperBound bound, int keys)
    {
        var conditions = new List<string>();
        switch (start)
        {
            case PageStart.AfterRow:
                conditions.Add(After(plan));
                break;
            case PageStart.FromCursor:
                conditions.Add($"{Order(plan, plan.Ordered[0])} >= @a0");
                break;
            case PageStart.Keys or PageStart.PaddedKeys:
                conditions.Add(OneOf(plan, keys, start == PageStart.PaddedKeys));
                break;
        }

        if (bound != UpperBound.None && start < PageStart.Keys)
        {
            conditions.Add($"{Order(plan, plan.Cursor!)} {(bound == UpperBound.Exclusive ? "<" : "<=")} @bound");
        }

        if (plan.Status is { } status)
        {
            conditions.Add($"{status.Quoted} = @status");
        }

        return conditions.Count == 0 ? "" : "WHERE " + string.Join(" AND ", conditions);
    }

    private static string After(ReadPlan plan)
    {
        var ordered = plan.Ordered;
        if (ordered.Count == 1 || plan.Dialect.ComparesRows)
        {
            var parameters = string.Join(", ", Enumerable.Range(0, ordered.Count).Select(index => Name('a', index)));
            var columns = string.Join(", ", ordered.Select(column => Order(plan, column)));
            return ordered.Count == 1 ? $"{columns} > {parameters}" : $"({columns}) > ({parameters})";
        }

        return After(plan, 0);
    }

    // The leading ">=" is redundant in logic and is what lets SQL Server seek the index.
    private static string After(ReadPlan plan, int index)
    {
        var column = Order(plan, plan.Ordered[index]);
        var parameter = Name('a', index);
        return index == plan.Ordered.Count - 1
            ? $"{column} > {parameter}"
            : $"({column} >= {parameter} AND ({column} > {parameter} OR {After(plan, index + 1)}))";
    }

    private static string OneOf(ReadPlan plan, int keys, bool isPadded)
    {
        string[] columns = [.. plan.Searched.Select(column => isPadded && column.Kind == ColumnKind.Text ? $"rtrim({column.Quoted})" : column.Quoted)];
        if (columns.Length == 1)
        {
            return $"{columns[0]} IN ({string.Join(", ", Enumerable.Range(0, keys).Select(key => KeyName(key, 0)))})";
        }

        var rows = Enumerable.Range(0, keys).Select(key =>
            "(" + string.Join(" AND ", columns.Select((column, part) => $"{column} = {KeyName(key, part)}")) + ")");
        return "(" + string.Join(" OR ", rows) + ")";
    }

    public static string Name(char prefix, int index) => "@" + prefix + index.ToString(CultureInfo.InvariantCulture);

    public static string KeyName(int key, int part) => string.Create(CultureInfo.InvariantCulture, $"@k{key}_{part}");

    private static string Order(ReadPlan plan, Column column) => plan.Dialect.Order(column, ReferenceEquals(column, plan.Cursor));
}
