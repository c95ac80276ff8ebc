using Pragmatika.Bench.Storms;
using Pragmatika.Bench.Storms.History;
using Pragmatika.Bench.Storms.Oracle;
using Pragmatika.Engine.Mapping;

namespace Pragmatika.Tests.Storms;

/// <summary>The storm's own judgement: what it must cry about, and what not; and that a history tells and repeats itself.</summary>
public sealed class StormBitesTests
{
    [Fact]
    public void Chronicle_ValueComesBackThatNobodySaidAgain_IsABounce()
    {
        var chronicle = new Chronicle(ConflictPolicy.Newest);
        chronicle.Note(Side.Sql, "row 1", "name", "a", step: 1, run: 0);
        chronicle.Note(Side.Crm, "3/1", "name", "b", step: 2, run: 0);
        chronicle.Note(Side.Sql, "row 1", "name", "b", step: 3, run: 1);

        var back = () => chronicle.Note(Side.Sql, "row 1", "name", "a", step: 4, run: 2);

        back.Should().Throw<StormBrokenException>().Which.Invariant.Should().Be("bounced");
    }

    [Fact]
    public void Chronicle_ValueThatAPersonSaidAgain_MayComeBack()
    {
        var chronicle = new Chronicle(ConflictPolicy.Newest);
        chronicle.Note(Side.Sql, "row 1", "name", "a", step: 1, run: 0);
        chronicle.Note(Side.Sql, "row 1", "name", "b", step: 2, run: 0);
        chronicle.Note(Side.Crm, "3/1", "name", "a", step: 3, run: 0);

        var back = () => chronicle.Note(Side.Sql, "row 1", "name", "a", step: 4, run: 2);

        back.Should().NotThrow();
    }

    [Theory]
    [InlineData(ConflictPolicy.Sql, true)]
    [InlineData(ConflictPolicy.Crm, false)]
    [InlineData(ConflictPolicy.LongestNonEmpty, true)]
    public void Chronicle_ValueThatWasNowhereElseGivesWay_MustNotBeTheWinnersOne(ConflictPolicy policy, bool breaks)
    {
        var chronicle = new Chronicle(policy);
        chronicle.Note(Side.Sql, "row 1", "name", "longer", step: 1, run: 0);

        var write = () => chronicle.Note(Side.Sql, "row 1", "name", "b", step: 2, run: 1);

        if (breaks)
        {
            write.Should().Throw<StormBrokenException>().Which.Invariant.Should().Be("overwritten");
        }
        else
        {
            write.Should().NotThrow();
        }
    }

    [Fact]
    public void History_Told_IsReadAsTheSame()
    {
        var history = HistoryMaker.Of(17);

        var read = StormHistory.Parse(history.ToString());

        read.Settings.Should().Be(history.Settings);
        read.Steps.Should().Equal(history.Steps);
    }

    [Fact]
    public async Task Storm_SameHistory_EndsTheSame()
    {
        var history = HistoryMaker.Of(23);

        var (first, second) = (await Storm.PlayAsync(history, default), await Storm.PlayAsync(history, default));

        second.Should().Be(first);
    }
}
