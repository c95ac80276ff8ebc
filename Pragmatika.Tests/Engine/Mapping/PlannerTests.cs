using Pragmatika.Engine.Mapping;

namespace Pragmatika.Tests.Engine.Mapping;

public sealed class PlannerTests
{
    [Fact]
    public void Changed_SameMeaning_PlansNothing()
    {
        Value[] wanted = [Value.Number(1000.00m), Value.Text(""), Phones("+79210000001", "+79210000002")];
        Value[] known = [Value.Number(1000m), Value.None, Phones("+79210000002", "+79210000001")];

        Planner.Changed(Rules(3), wanted, known).Should().BeEmpty();
    }

    [Theory]
    [InlineData(WriteWhen.Always, "new", "old", true)]
    [InlineData(WriteWhen.Always, null, "old", true)]
    [InlineData(WriteWhen.Always, "same", "same", false)]
    [InlineData(WriteWhen.IfEmpty, "new", "old", false)]
    [InlineData(WriteWhen.IfEmpty, "new", null, true)]
    [InlineData(WriteWhen.NeverEmpty, null, "old", false)]
    [InlineData(WriteWhen.NeverEmpty, "new", "old", true)]
    public void Changed_ByRule_WritesOnlyWhatTheRuleAllows(WriteWhen when, string? wanted, string? known, bool writes)
    {
        var rules = new[] { Rule("title") with { Write = when } };

        Planner.Changed(rules, [Value.Text(wanted)], [Value.Text(known)]).Should().HaveCount(writes ? 1 : 0);
    }

    [Fact]
    public void Changed_RuleThatOnlyBringsValuesBack_IsNeverWritten()
    {
        var rules = new[] { Rule("stageId") with { Direction = Direction.ToSql } };

        Planner.Changed(rules, [Value.Text("a")], [Value.None]).Should().BeEmpty();
        Planner.ForCreate(rules, [Value.Text("a")]).Single().IsNone.Should().BeTrue();
    }

    [Fact]
    public void Agreed_FieldThatWasNotWritten_KeepsWhatWasKnown()
    {
        Value[] wanted = [Value.None, Value.Text("b")];
        Value[] known = [Value.Text("kept"), Value.Text("a")];
        var rules = new[] { Rule("name") with { Write = WriteWhen.NeverEmpty }, Rule("title") };

        var agreed = Planner.Agreed(wanted, known, Planner.Changed(rules, wanted, known));

        agreed.Select(value => value.ToString()).Should().Equal("kept", "b");
    }

    [Fact]
    public void ValueJson_EveryKind_ComesBackEqual()
    {
        string[] fields = ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j"];
        Value[] values =
        [
            Value.Text("текст \"в кавычках\""), Value.Number(12.50m), Value.Flag(true), Value.Flag(false), Value.Date(new DateOnly(2024, 2, 29)),
            Value.Moment(new DateTimeOffset(2024, 2, 29, 1, 2, 3, TimeSpan.FromHours(3))), Value.Money(5, "RUB"), Value.Choice("Сервис"),
            Value.Reference("contacts", "k1"), Phones("+79210000001", "+79210000002"),
        ];

        ValueJson.Read(ValueJson.Write(fields, values), fields).Should().Equal(values);
        ValueJson.Read("{}", fields).Should().OnlyContain(value => value.IsNone);
    }

    private static Value Phones(params string[] numbers) => Value.List(numbers.Select(Value.Text));

    private static Rule Rule(string field) => new() { Field = field, Source = new RuleSource { Column = field } };

    private static Rule[] Rules(int count) => [.. Enumerable.Range(0, count).Select(index => Rule("f" + index))];
}
