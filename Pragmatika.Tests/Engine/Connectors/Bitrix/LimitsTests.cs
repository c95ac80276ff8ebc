using Pragmatika.Engine.Connectors.Bitrix.Batches;
using Pragmatika.Engine.Connectors.Bitrix.Limits;

namespace Pragmatika.Tests.Engine.Connectors.Bitrix;

public sealed class LimitsTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 12, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Bucket_BelowTheBrim_LetsThroughAtOnce()
    {
        var bucket = new LeakyBucket(PortalLimits.Cloud);

        var waits = Enumerable.Range(0, 45).Select(_ => bucket.Take(Start)).ToList();

        waits.Should().AllBeEquivalentTo(TimeSpan.Zero);
        bucket.Take(Start).Should().Be(TimeSpan.FromSeconds(0.5));
        bucket.Take(Start).Should().Be(TimeSpan.FromSeconds(1), "who asks later leaves later");
    }

    [Fact]
    public void Bucket_InTheLongRun_NeverPassesThePortalsBrim()
    {
        var bucket = new LeakyBucket(PortalLimits.Cloud);
        var (now, portalLevel, highest) = (Start, 0.0, 0.0);

        for (var request = 0; request < 1000; request++)
        {
            var wait = bucket.Take(now);
            portalLevel = Math.Max(0, portalLevel - (wait.TotalSeconds * 2)) + 1;
            now += wait;
            highest = Math.Max(highest, portalLevel);
        }

        highest.Should().BeLessThan(50);
        (now - Start).TotalSeconds.Should().BeApproximately((1000 - 45) / 2.0, 1, "no turn is wasted");
    }

    [Fact]
    public void Bucket_OfABox_LimitsOnlyAfterARefusal()
    {
        var bucket = new LeakyBucket(PortalLimits.Box);
        Enumerable.Range(0, 50).Select(_ => bucket.Take(Start)).ToList().Should().AllBeEquivalentTo(TimeSpan.Zero);

        var pause = bucket.Refused(Start);

        pause.Should().BeGreaterThan(TimeSpan.FromSeconds(5));
        bucket.IsLimited.Should().BeTrue();
        bucket.Take(Start).Should().BeGreaterThan(TimeSpan.FromSeconds(5));
    }

    [Fact]
    public void Bucket_OfABoxThatMustNotAdapt_StaysOpen()
    {
        var bucket = new LeakyBucket(PortalLimits.Box with { Adaptive = false });

        Enumerable.Range(0, 50).Select(_ => bucket.Take(Start)).ToList().Should().AllBeEquivalentTo(TimeSpan.Zero);
        bucket.Refused(Start).Should().Be(TimeSpan.FromSeconds(1));

        bucket.Take(Start).Should().Be(TimeSpan.Zero);
    }

    [Fact]
    public void Bucket_ARefusalThatNoPlanExplains_OnlyPauses()
    {
        var bucket = new LeakyBucket(PortalLimits.Box);
        Enumerable.Range(0, 5000).Select(_ => bucket.Take(Start)).ToList().Should().AllBeEquivalentTo(TimeSpan.Zero);

        bucket.Refused(Start).Should().Be(TimeSpan.FromSeconds(1));
        bucket.Refused(Start.AddSeconds(2)).Should().Be(TimeSpan.FromSeconds(2));

        bucket.IsLimited.Should().BeFalse("a portal that let five thousand through has no such bucket");
        bucket.Refused(Start.AddMinutes(5)).Should().Be(TimeSpan.FromSeconds(1));
    }

    [Fact]
    public void Meter_LearnsTheCostOfACommandFromTheRiseInsideABatch()
    {
        var meter = new OperatingMeter(PortalLimits.Cloud);

        Answer(meter, 50, first: 0.1, last: 5.0, Start);

        meter.CostPerCommand.Should().BeApproximately(0.1, 1e-6);
        meter.SpentAt(Start).Should().BeApproximately(5.0, 1e-6);
    }

    [Fact]
    public void Meter_NearTheLine_WaitsUntilTheOldestSecondDropsOut()
    {
        var meter = new OperatingMeter(PortalLimits.Cloud);
        var now = Start;
        for (var batch = 0; batch < 95; batch++)
        {
            meter.WaitFor(50, now).Should().Be(TimeSpan.Zero);
            Answer(meter, 50, (batch * 5) + 0.1, (batch + 1) * 5, now);
            now = now.AddSeconds(0.5);
        }

        var wait = meter.WaitFor(50, now);

        (now + wait - Start).TotalSeconds.Should().BeApproximately(601, 0.01);
    }

    [Fact]
    public void Meter_ThePortalDroppedABucketEarlier_TakesItsWord()
    {
        var meter = new OperatingMeter(PortalLimits.Cloud);
        Answer(meter, 50, 0.1, 5, Start);
        Answer(meter, 50, 5.1, 10, Start.AddSeconds(30));

        Answer(meter, 50, 0.1, 5, Start.AddSeconds(600));

        meter.SpentAt(Start.AddSeconds(600)).Should().BeApproximately(5, 1e-6);
    }

    [Fact]
    public void Meter_SomebodyElseUsesTheHook_CountsThemToo()
    {
        var meter = new OperatingMeter(PortalLimits.Cloud);
        Answer(meter, 50, 0.1, 5, Start);

        Answer(meter, 50, 200.1, 205, Start.AddSeconds(1));

        meter.SpentAt(Start.AddSeconds(1)).Should().BeApproximately(205, 1e-6);
    }

    [Fact]
    public void Meter_AnAnswerThatComesLate_DoesNotTakeBackWhatANewerOneSaid()
    {
        var meter = new OperatingMeter(PortalLimits.Cloud);
        var booked = meter.Reserve(50);
        meter.Settle(meter.Reserve(50), 50, Times(5.1, 10, Start.AddSeconds(2)), Start.AddSeconds(2));

        meter.Settle(booked, 50, Times(0.1, 5, Start.AddSeconds(1)), Start.AddSeconds(2));

        meter.SpentAt(Start.AddSeconds(2)).Should().BeGreaterOrEqualTo(10);
    }

    [Fact]
    public void Meter_AfterARefusal_WaitsForTheResetAndLearnsTheLine()
    {
        var meter = new OperatingMeter(PortalLimits.Box);
        Answer(meter, 50, 0.1 * 4151, 420, Start);
        meter.WaitFor(50, Start).Should().Be(TimeSpan.Zero, "a box is not known to limit");

        meter.Refused(resetAt: Start.AddSeconds(90).ToUnixTimeSeconds(), Start);

        meter.WaitFor(50, Start).TotalSeconds.Should().BeApproximately(91, 0.01);
        meter.Limit.Should().BeInRange(415, 420);
    }

    [Fact]
    public void Meter_ARefusalItsOwnSumDoesNotExplain_RestsShortlyAndLearnsNothing()
    {
        var meter = new OperatingMeter(PortalLimits.Cloud);
        Answer(meter, 50, 0.1, 5, Start);

        meter.Refused(resetAt: null, Start);
        meter.WaitFor(1, Start).Should().Be(TimeSpan.FromSeconds(2));
        meter.Refused(resetAt: null, Start.AddSeconds(2));

        meter.WaitFor(1, Start.AddSeconds(2)).Should().Be(TimeSpan.FromSeconds(4));
        meter.Limit.Should().Be(480);
    }

    [Fact]
    public void Meter_WithoutOperatingInAnswers_NeverHoldsBack()
    {
        var meter = new OperatingMeter(PortalLimits.Cloud);

        for (var batch = 0; batch < 1000; batch++)
        {
            meter.WaitFor(50, Start).Should().Be(TimeSpan.Zero);
            meter.Settle(meter.Reserve(50), 50, new(default, default), Start);
        }
    }

    [Fact]
    public void Meter_OneBatchDearerThanTheWholeLimit_StillGoesWhenNothingElseRuns()
    {
        var meter = new OperatingMeter(PortalLimits.Cloud with { OperatingLimitSeconds = 1 });

        meter.WaitFor(50, Start).Should().Be(TimeSpan.Zero);
        var booked = meter.Reserve(50);
        meter.WaitFor(1, Start).Should().BeGreaterThan(TimeSpan.Zero);
        meter.Release(booked);
        meter.WaitFor(1, Start).Should().Be(TimeSpan.Zero);
    }

    [Theory]
    [InlineData(50, 5.0, 50)]
    [InlineData(50, 40.0, 25)]
    [InlineData(50, 59.0, 16)]
    [InlineData(50, 2000.0, 1)]
    public void Sizer_StaysFarFromTheCut(int commands, double seconds, int expected)
    {
        var sizer = new BatchSizer();

        sizer.Measured(commands, seconds);

        sizer.Size.Should().Be(expected);
    }

    [Fact]
    public void Sizer_AfterATimeOut_HalvesAndGrowsBackSlowly()
    {
        var sizer = new BatchSizer();

        sizer.TimedOut(50);
        sizer.Size.Should().Be(25);
        sizer.Measured(25, 1);

        sizer.Size.Should().Be(26);
    }

    private static void Answer(OperatingMeter meter, int commands, double first, double last, DateTimeOffset at) =>
        meter.Settle(meter.Reserve(commands), commands, Times(first, last, at), at);

    private static CallTimes Times(double first, double last, DateTimeOffset at)
    {
        var finish = at.ToUnixTimeMilliseconds() / 1000.0;
        return new(new CallTime(finish, 0.1, first, null), new CallTime(finish, 0.1, last, null));
    }
}
