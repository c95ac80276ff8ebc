using Pragmatika.Engine.Mapping.Values;

namespace Pragmatika.Engine.Mapping;

/// <summary>
/// Compiles conditions to delegates. Values compare by meaning: the right side is read as the kind that the row's value has, texts compare without case and outer spaces.
/// A row value that has no meaning as that kind makes the comparison false (<c>ne</c> true).
/// </summary>
internal static class RowTests
{
    public static readonly string[] Comparisons = ["eq", "ne", "gt", "ge", "lt", "le", "in", "contains", "startsWith", "empty", "notEmpty"];

    /// <summary>The test, or one that is always true when the condition is mistaken (the mistake is then in the scope).</summary>
    public static RowTest Compile(RowCondition condition, MappingScope scope, string path)
    {
        var set = (condition.All is null ? 0 : 1) + (condition.Any is null ? 0 : 1) + (condition.Not is null ? 0 : 1) + (condition.Column is null ? 0 : 1);
        if (set != 1)
        {
            scope.Report(path, MappingTexts.ConditionShape, MappingTexts.ConditionShapeRemedy, set);
            return _ => true;
        }

        if (condition.Not is { } inner)
        {
            var test = Compile(inner, scope, path + ".not");
            return row => !test(row);
        }

        if (condition.Column is { } column)
        {
            return Comparison(condition, column, scope, path);
        }

        return condition.All is { } all ? AllOf(Each(all, scope, path + ".all")) : AnyOf(Each(condition.Any!, scope, path + ".any"));
    }

    private static RowTest[] Each(IReadOnlyList<RowCondition> conditions, MappingScope scope, string path) =>
        [.. conditions.Select((condition, index) => Compile(condition, scope, $"{path}[{index}]"))];

    private static RowTest AllOf(RowTest[] tests) => row =>
    {
        foreach (var test in tests)
        {
            if (!test(row))
            {
                return false;
            }
        }

        return true;
    };

    private static RowTest AnyOf(RowTest[] tests) => row =>
    {
        foreach (var test in tests)
        {
            if (test(row))
            {
                return true;
            }
        }

        return false;
    };

    private static RowTest Comparison(RowCondition condition, string column, MappingScope scope, string path)
    {
        var source = scope.Column(column, path + ".column");
        var comparison = condition.Is ?? string.Empty;
        if (Array.IndexOf(Comparisons, comparison) < 0)
        {
            scope.Report(path + ".is", MappingTexts.UnknownComparison, MappingTexts.UnknownComparisonRemedy, comparison, string.Join(", ", Comparisons));
            return _ => true;
        }

        if (comparison is "empty" or "notEmpty")
        {
            var wanted = comparison == "empty";
            return row => source.Read(row) is { Trouble: null } made ? IsBlank(made.Value) == wanted : !wanted;
        }

        if (comparison == "in" ? condition.Values is null : condition.Value is null)
        {
            scope.Report(path, MappingTexts.ComparisonValue, MappingTexts.ComparisonValueRemedy, comparison, comparison == "in" ? "values" : "value");
            return _ => true;
        }

        return Bind(comparison, condition, source, scope.Reader);
    }

    private static RowTest Bind(string comparison, RowCondition condition, Sources.IRowSource source, ValueReader reader)
    {
        var right = new Comparand(condition.Value ?? string.Empty, reader);
        var members = condition.Values?.Select(text => new Comparand(text, reader)).ToArray() ?? [];
        return comparison switch
        {
            "eq" => row => right.Compare(source.Read(row).Value) == 0,
            "ne" => row => right.Compare(source.Read(row).Value) != 0,
            "gt" => row => right.Compare(source.Read(row).Value) > 0,
            "ge" => row => right.Compare(source.Read(row).Value) >= 0,
            "lt" => row => right.Compare(source.Read(row).Value) < 0,
            "le" => row => right.Compare(source.Read(row).Value) <= 0,
            "contains" => row => source.Read(row).Value.ToString().Contains(right.Text, StringComparison.OrdinalIgnoreCase),
            "startsWith" => row => source.Read(row).Value.ToString().StartsWith(right.Text, StringComparison.OrdinalIgnoreCase),
            _ => row => IsAny(members, source.Read(row).Value),
        };
    }

    private static bool IsAny(Comparand[] members, Value value)
    {
        foreach (var member in members)
        {
            if (member.Compare(value) == 0)
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsBlank(Value value) => value.IsNone || (value.Kind == ValueKind.Text && string.IsNullOrWhiteSpace(value.AsText));
}
