using Pragmatika.Engine.Conflicts;
using Pragmatika.Engine.Mapping;

namespace Pragmatika.Tests.Engine.Conflicts;

public sealed class ThreeWayTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    /// <summary>Every kind of value, some of them twice with another content, and none.</summary>
    private static readonly Value[] Values =
    [
        Value.None, Value.Text("a"), Value.Text("bb"), Value.Number(1), Value.Number(22), Value.Flag(true), Value.Flag(false), Value.Date(new DateOnly(2026, 1, 2)),
        Value.Moment(Noon), Value.Money(10, "RUB"), Value.Money(10, "USD"), Value.Choice("new"), Value.Reference("contacts", "k"), Value.List([Value.Text("a"), Value.Text("b")]),
    ];

    private static readonly ChangeMoments[] Moments =
        [default, new(Noon, null), new(null, Noon), new(Noon, Noon), new(Noon, Noon.AddSeconds(1)), new(Noon.AddSeconds(1), Noon)];

    [Fact]
    public void Decide_Anything_KeepsItsPromises()
    {
        foreach (var (rule, source, crm, agreed, moments) in Cases())
        {
            var decision = ThreeWay.Decide(rule, source, crm, agreed, moments);

            var because = $"{rule.Direction}, {rule.Write}, {rule.Conflict}: SQL '{source}', CRM '{crm}', agreed '{agreed}'";
            if (source == agreed && crm == agreed)
            {
                decision.Should().Be(Decision.None, because);
            }
            else if (source == crm)
            {
                decision.Should().Be(Decision.Agreed, because);
            }
            else
            {
                CheckDifference(rule, source, crm, agreed, decision, because);
            }
        }
    }

    [Theory]
    [InlineData(ConflictPolicy.Sql, Decision.ToCrm)]
    [InlineData(ConflictPolicy.Crm, Decision.ToSql)]
    [InlineData(ConflictPolicy.LongestNonEmpty, Decision.ToSql)]
    [InlineData(ConflictPolicy.Ask, Decision.Conflict)]
    public void Decide_BothChanged_FollowsThePolicy(ConflictPolicy policy, Decision expected) =>
        ThreeWay.Decide(Rule(policy), Value.Text("ab"), Value.Text("abc"), Value.Text("a"), default).Should().Be(expected);

    [Theory]
    [InlineData(0, 1, Decision.ToSql)]
    [InlineData(1, 0, Decision.ToCrm)]
    [InlineData(0, 0, Decision.ToCrm)]
    [InlineData(null, 0, Decision.ToSql)]
    [InlineData(0, null, Decision.ToCrm)]
    [InlineData(null, null, Decision.ToCrm)]
    public void Decide_Newest_UnknownMomentLoses(int? source, int? crm, Decision expected)
    {
        var moments = new ChangeMoments(source is { } first ? Noon.AddSeconds(first) : null, crm is { } second ? Noon.AddSeconds(second) : null);

        ThreeWay.Decide(Rule(ConflictPolicy.Newest), Value.Text("s"), Value.Text("c"), Value.None, moments).Should().Be(expected);
    }

    [Theory]
    [InlineData(false, Decision.ToCrm)]
    [InlineData(true, Decision.ToSql)]
    public void Decide_EmptyAgainstSomething_OnlyTheRuleLetsItWin(bool emptyWins, Decision expected) =>
        ThreeWay.Decide(Rule(ConflictPolicy.Crm) with { EmptyWins = emptyWins }, Value.Text("s"), Value.None, Value.Text("a"), default).Should().Be(expected);

    [Fact]
    public void Decide_EqualByMeaning_IsNoChange()
    {
        static bool Same(Value left, Value right) => string.Equals(left.ToString(), right.ToString(), StringComparison.OrdinalIgnoreCase);

        ThreeWay.Decide(Rule(ConflictPolicy.Sql), Value.Text("A"), Value.Choice("a"), Value.Text("a"), default, Same).Should().Be(Decision.None);
    }

    private static void CheckDifference(Rule rule, Value source, Value crm, Value agreed, Decision decision, string because)
    {
        decision.Should().NotBe(Decision.Agreed, because);
        if (source != agreed && crm != agreed && rule is { Direction: Direction.Both, EmptyWins: false })
        {
            decision.Should().NotBe(source.IsNone ? Decision.ToCrm : crm.IsNone ? Decision.ToSql : (Decision)255, "nothing never beats something: " + because);
        }

        if (decision == Decision.ToCrm)
        {
            (source != agreed && rule.Direction != Direction.ToSql).Should().BeTrue(because);
            CheckEmpty(rule, source, crm, because);
        }
        else if (decision == Decision.ToSql)
        {
            ((crm != agreed && rule.Direction != Direction.ToCrm) || (rule.Direction == Direction.ToSql && source.IsNone)).Should().BeTrue(because);
            CheckEmpty(rule, crm, source, because);
        }
        else if (decision == Decision.Conflict)
        {
            (source != agreed && crm != agreed && rule is { Direction: Direction.Both, Conflict: ConflictPolicy.Ask }).Should().BeTrue(because);
        }
        else if (rule.Write == WriteWhen.Always && rule.Direction == Direction.Both)
        {
            decision.Should().Be((Decision)255, "a difference that may be written must go somewhere: " + because);
        }
    }

    private static void CheckEmpty(Rule rule, Value winner, Value loser, string because)
    {
        if (rule.Write != WriteWhen.Always)
        {
            winner.IsNone.Should().BeFalse(because);
        }

        if (rule.Write == WriteWhen.IfEmpty)
        {
            loser.IsNone.Should().BeTrue(because);
        }
    }

    private static IEnumerable<(Rule Rule, Value Source, Value Crm, Value Agreed, ChangeMoments Moments)> Cases() =>
        from direction in Enum.GetValues<Direction>()
        from write in Enum.GetValues<WriteWhen>()
        from policy in Enum.GetValues<ConflictPolicy>()
        from emptyWins in new[] { false, true }
        from source in Values
        from crm in Values
        from agreed in new[] { Value.None, source, crm, Value.Text("agreed") }
        from moments in Moments.Take(policy == ConflictPolicy.Newest ? Moments.Length : 1)
        select (Rule(policy) with { Direction = direction, Write = write, EmptyWins = emptyWins }, source, crm, agreed, moments);

    private static Rule Rule(ConflictPolicy policy) =>
        new() { Field = "title", Source = new RuleSource { Column = "Title" }, Direction = Direction.Both, Conflict = policy };
}
