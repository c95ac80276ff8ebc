using Pragmatika.Engine.Mapping;

namespace Pragmatika.Tests.Engine.Mapping;

public sealed class RowTestsTests
{
    public static TheoryData<object?, string, string?, bool> Comparisons => new()
    {
        { "ФизЛицо", "eq", "физлицо", true },
        { "ФизЛицо  ", "eq", "ФизЛицо", true },
        { "ФизЛицо", "ne", "ЮрЛицо", true },
        { null, "eq", "x", false },
        { null, "ne", "x", true },
        { null, "eq", "", true },
        { 1000.00m, "eq", "1000", true },
        { 1000.5, "eq", "1000,5", true },
        { 1000.5, "eq", "1000.5", true },
        { "1 000,00", "eq", "1000", true },
        { "45 200", "gt", "1000", true },
        { "45 200", "lt", "1000", false },
        { "9", "lt", "10", true },
        { "б", "gt", "а", true },
        { 5L, "ge", "5", true },
        { 5L, "le", "4", false },
        { 5L, "gt", "много", false },
        { 5L, "ne", "много", true },
        { true, "eq", "Да", true },
        { true, "eq", "1", true },
        { 1L, "eq", "true", true },
        { 0L, "ne", "1", true },
        { new byte[] { 1 }, "eq", "истина", true },
        { new DateTime(2024, 8, 30), "eq", "30.08.2024", true },
        { new DateTime(2024, 8, 30), "gt", "2024-08-29", true },
        { new DateTime(2024, 8, 30, 12, 0, 0), "ge", "2024-08-30", true },
        { new DateTime(2024, 8, 30, 12, 0, 0), "lt", "30.08.2024 13:00:00", true },
        { "30.08.2024 0:00:00", "lt", "2024-09-01", true },
        { new DateTime(1, 1, 1), "empty", null, true },
        { "  ", "empty", null, true },
        { "x", "empty", null, false },
        { "x", "notEmpty", null, true },
        { Guid.Empty, "notEmpty", null, false },
        { "Заказ-наряд", "contains", "НАРЯД", true },
        { "Заказ-наряд", "startsWith", "заказ", true },
        { "Заказ-наряд", "startsWith", "наряд", false },
    };

    [Theory]
    [MemberData(nameof(Comparisons))]
    public void Comparison_ByMeaning(object? raw, string comparison, string? value, bool expected) =>
        Holds(new RowCondition { Column = "Value", Is = comparison, Value = value }, ("Value", raw)).Should().Be(expected);

    [Theory]
    [InlineData("ORDER", true)]
    [InlineData("visit", true)]
    [InlineData("SALE", false)]
    [InlineData(null, false)]
    public void In_ListOfTexts(string? raw, bool expected) =>
        Holds(new RowCondition { Column = "Value", Is = "in", Values = ["ORDER", "VISIT"] }, ("Value", raw)).Should().Be(expected);

    [Theory]
    [InlineData(1, 1, true, true, false)]
    [InlineData(1, 0, false, true, false)]
    [InlineData(0, 0, false, false, true)]
    public void Groups_AllAnyNot(int left, int right, bool all, bool any, bool neither)
    {
        RowCondition[] both = [new() { Column = "A", Is = "eq", Value = "1" }, new() { Column = "B", Is = "eq", Value = "1" }];
        (string, object?)[] cells = [("A", left), ("B", right)];

        Holds(new RowCondition { All = both }, cells).Should().Be(all);
        Holds(new RowCondition { Any = both }, cells).Should().Be(any);
        Holds(new RowCondition { Not = new RowCondition { Any = both } }, cells).Should().Be(neither);
    }

    private static bool Holds(RowCondition condition, params (string, object?)[] cells)
    {
        var flow = MapOne.Flow(MapOne.Rule("Id")) with { Condition = condition };
        return MapOne.Map(MapOne.Definition(flow), [("Id", 1L), .. cells]) is MapResult.Mapped;
    }
}
