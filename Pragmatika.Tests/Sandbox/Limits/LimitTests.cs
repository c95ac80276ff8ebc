using Pragmatika.Sandbox;
using Pragmatika.Tests.Support;

namespace Pragmatika.Tests.Sandbox.Limits;

public sealed class LimitTests
{
    private readonly ManualTimeProvider _clock = SandboxClient.NewClock();

    private Task<SandboxClient> StartAsync(string profile, double? callCost = null) =>
        SandboxClient.StartAsync(new SandboxOptions { Profile = profile, Clock = _clock, CallCost = callCost is { } cost ? TimeSpan.FromSeconds(cost) : null });

    [Theory]
    [InlineData("cloud", 50, 2)]
    [InlineData("enterprise", 250, 5)]
    public async Task Bucket_Full_RefusesUntilItDrained(string profile, int burst, int drained)
    {
        await using var client = await StartAsync(profile, 0);
        for (var request = 0; request < burst; request++)
        {
            (await client.CallAsync("server.time")).Status.Should().Be(200);
        }

        var refused = await client.CallAsync("server.time");
        _clock.Advance(TimeSpan.FromSeconds(1));
        var served = 0;
        while ((await client.CallAsync("server.time")).Status == 200)
        {
            served++;
        }

        refused.Status.Should().Be(503);
        refused.Error.Should().Be("QUERY_LIMIT_EXCEEDED");
        served.Should().Be(drained);
        var stats = await client.StatsAsync();
        stats.GetProperty("highestBucketLevel").GetDouble().Should().Be(burst);
        stats.GetProperty("refusals").GetProperty("QUERY_LIMIT_EXCEEDED").GetInt64().Should().Be(2);
    }

    [Fact]
    public async Task Bucket_Batch_CountsAsOneRequest()
    {
        await using var client = await StartAsync("cloud", 0);
        var cmd = Enumerable.Range(0, 50).ToDictionary(at => "c" + at, _ => "server.time");

        await client.ResultAsync("batch", new { cmd });
        await client.ResultAsync("batch", new { cmd });

        client.Host.Services.State.Buckets.HighestLevel.Should().Be(2);
    }

    [Fact]
    public async Task Box_HasNoLimits()
    {
        await using var client = await StartAsync("box", 100);
        for (var request = 0; request < 60; request++)
        {
            (await client.CallAsync("server.time")).Status.Should().Be(200);
        }
    }

    [Fact]
    public async Task Operating_CallThatCrossesTheLineFinishes_TheNextIsRefusedUntilReset()
    {
        await using var client = await StartAsync("cloud", 50);
        var sums = new List<double>();
        long resetAt = 0;
        Answer answer;
        while ((answer = await client.CallAsync("server.time")).Status == 200)
        {
            var time = answer.Body.GetProperty("time");
            sums.Add(time.GetProperty("operating").GetDouble());
            resetAt = time.GetProperty("operating_reset_at").GetInt64();
            _clock.Advance(TimeSpan.FromSeconds(30));
        }

        sums.Should().Equal(50, 100, 150, 200, 250, 300, 350, 400, 450, 500);
        answer.Status.Should().Be(429);
        answer.Error.Should().Be("OPERATION_TIME_LIMIT");
        (await client.CallAsync("profile")).Status.Should().Be(200, "another method has a meter of its own");

        _clock.Advance(DateTimeOffset.FromUnixTimeSeconds(resetAt) - _clock.GetUtcNow() - TimeSpan.FromSeconds(1));
        (await client.CallAsync("server.time")).Status.Should().Be(429);
        _clock.Advance(TimeSpan.FromSeconds(1));
        var after = await client.CallAsync("server.time");
        after.Status.Should().Be(200);
        after.Body.GetProperty("time").GetProperty("operating").GetDouble().Should().Be(450, "only the oldest minute, two calls of fifty, has left");
    }

    [Fact]
    public async Task Operating_LimitHitInsideABatch_RefusesTheRest()
    {
        await using var client = await StartAsync("cloud");
        await client.ControlAsync("limits", new { costs = new Dictionary<string, double> { ["crm.item.add"] = 40 } });
        await client.ControlAsync("limits", new { callCost = 0 });
        for (var call = 0; call < 11; call++)
        {
            await client.AddAsync(3, new { name = "Анна" });
        }

        client.Host.Services.State.Profile = client.Host.Services.State.Profile with { RequestCut = null };
        var result = await client.ResultAsync("batch", new { cmd = new { a = "crm.item.add?entityTypeId=3&fields[name]=A", b = "crm.item.add?entityTypeId=3&fields[name]=B", c = "server.time" } });

        result.GetProperty("result").EnumerateObject().Select(entry => entry.Name).Should().Equal("a", "c");
        result.GetProperty("result_error").GetProperty("b").GetProperty("error").GetString().Should().Be("OPERATION_TIME_LIMIT");
    }

    [Fact]
    public async Task Request_LongerThanAMinute_IsCutAndWhatWasDoneStays()
    {
        await using var client = await StartAsync("cloud", 20);

        using var answer = await client.Http.PostAsync(
            "rest/1/sandbox/batch",
            new FormUrlEncodedContent(Enumerable.Range(0, 5).Select(at => KeyValuePair.Create($"cmd[c{at}]", "crm.item.add?entityTypeId=3&fields[name]=A"))));

        ((int)answer.StatusCode).Should().Be(504);
        answer.Content.Headers.ContentType!.MediaType.Should().Be("text/html");
        client.Host.Portal.Table(3)!.Count.Should().Be(3);
    }

    [Fact]
    public async Task Cost_TakenByTheClock_HoldsTheAnswerBack()
    {
        await using var client = await SandboxClient.StartAsync(new SandboxOptions { Clock = _clock, CallCost = TimeSpan.FromSeconds(5), AnswersTakeTheirCost = true });

        var answer = client.CallAsync("batch", new { cmd = new { a = "server.time", b = "server.time" } });
        while (!answer.IsCompleted)
        {
            _clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        (await answer).Status.Should().Be(200);
        _clock.GetUtcNow().Should().BeOnOrAfter(new DateTimeOffset(2026, 3, 10, 9, 0, 10, TimeSpan.Zero));
    }

    [Fact]
    public async Task Cost_Set_ShowsInDurationAndInTheBatchsTime()
    {
        await using var client = await StartAsync("cloud", 0.1);

        var answer = await client.CallAsync("batch", new { cmd = new { a = "server.time", b = "server.time" } });

        answer.Result.GetProperty("result_time").GetProperty("b").GetProperty("duration").GetDouble().Should().BeApproximately(0.1, 1e-6);
        answer.Result.GetProperty("result_time").GetProperty("b").GetProperty("operating").GetDouble().Should().BeApproximately(0.2, 1e-6);
        answer.Body.GetProperty("time").GetProperty("duration").GetDouble().Should().BeApproximately(0.2, 1e-6);
    }
}
