using Pragmatika.Sandbox;
using Pragmatika.Sandbox.Weather;
using Pragmatika.Tests.Support;

namespace Pragmatika.Tests.Sandbox.Weather;

public sealed class WeatherTests : SandboxTest
{
    private readonly ManualTimeProvider _clock = SandboxClient.NewClock();

    protected override SandboxOptions Options => new() { Clock = _clock };

    private void Set(params WeatherRule[] rules) => Client.Host.Weather.Set(new Forecast("test", rules), 1);

    private int Contacts => Client.Host.Portal.Table(3)!.Count;

    private Task<Answer> AddAsync() => Client.CallAsync("crm.item.add", new { entityTypeId = 3, fields = new { name = "Анна" } });

    [Theory]
    [InlineData(WeatherKind.AnswerLost, 1)]
    [InlineData(WeatherKind.CutAfter, 1)]
    [InlineData(WeatherKind.CutBefore, 0)]
    public async Task Cut_BeforeOrAfterTheWork_LooksTheSameToTheClient(WeatherKind kind, int done)
    {
        Set(new WeatherRule(kind));

        await FluentActions.Awaiting(AddAsync).Should().ThrowAsync<HttpRequestException>();

        Contacts.Should().Be(done);
    }

    [Theory]
    [InlineData(WeatherKind.BadGateway, 502, 0)]
    [InlineData(WeatherKind.GatewayTimeout, 504, 1)]
    public async Task Html_Page_IsNotJson(WeatherKind kind, int status, int done)
    {
        Set(new WeatherRule(kind));

        using var answer = await Client.Http.GetAsync("rest/1/sandbox/crm.item.add?entityTypeId=3&fields[name]=A");

        ((int)answer.StatusCode).Should().Be(status);
        (await answer.Content.ReadAsStringAsync()).Should().StartWith("<html>");
        Contacts.Should().Be(done);
    }

    [Theory]
    [InlineData(WeatherKind.Revoked, 401, "INVALID_CREDENTIALS")]
    [InlineData(WeatherKind.Overload, 503, "OVERLOAD_LIMIT")]
    [InlineData(WeatherKind.PortalDeleted, 500, "PORTAL_DELETED")]
    [InlineData(WeatherKind.ServerError, 500, "INTERNAL_SERVER_ERROR")]
    public async Task Refusal_OfTheWholePortal_HasItsCode(WeatherKind kind, int status, string code)
    {
        Set(new WeatherRule(kind));

        var answer = await AddAsync();

        answer.Status.Should().Be(status);
        answer.Error.Should().Be(code);
        Contacts.Should().Be(0);
    }

    [Fact]
    public async Task Burst503_Struck_RefusesAsManyAsItIsLong()
    {
        Set(new WeatherRule(WeatherKind.Burst503) { Count = 3, Max = 1 });

        var statuses = new List<int>();
        for (var call = 0; call < 5; call++)
        {
            statuses.Add((await AddAsync()).Status);
        }

        statuses.Should().Equal(503, 503, 503, 200, 200);
    }

    [Fact]
    public async Task Limit429_OneMethod_IsBlockedUntilTheResetAndOthersAreNot()
    {
        Set(new WeatherRule(WeatherKind.Limit429) { Methods = ["crm.item.add"], Seconds = 30, Max = 1 });

        (await AddAsync()).Error.Should().Be("OPERATION_TIME_LIMIT");
        (await AddAsync()).Status.Should().Be(429);
        (await Client.CallAsync("profile")).Status.Should().Be(200);
        _clock.Advance(TimeSpan.FromSeconds(30));
        (await AddAsync()).Status.Should().Be(200);
    }

    [Fact]
    public async Task BatchDies_HalfWay_LeavesAPrefixDone()
    {
        Set(new WeatherRule(WeatherKind.BatchDies) { Max = 1 });
        var cmd = Enumerable.Range(0, 50).ToDictionary(at => "c" + at, at => $"crm.item.add?entityTypeId=3&fields[name]=A&fields[originId]=K{at}");

        await FluentActions.Awaiting(() => Client.CallAsync("batch", new { cmd })).Should().ThrowAsync<HttpRequestException>();

        Contacts.Should().BeInRange(1, 49);
        (await Client.IdsAsync(3, new { originId = "K0" })).Should().Equal(1);
    }

    [Fact]
    public async Task Rename_OldHost_RedirectsToTheNewOneWhichServes()
    {
        Set(new WeatherRule(WeatherKind.Rename));
        using var request = new HttpRequestMessage(HttpMethod.Post, "rest/1/sandbox/profile?x=1");
        request.Headers.Host = "old.example.com";

        using var moved = await Client.Http.SendAsync(request);
        var served = await Client.GetAsync(moved.Headers.Location!.AbsoluteUri);

        ((int)moved.StatusCode).Should().Be(302);
        moved.Headers.Location!.PathAndQuery.Should().Be("/rest/1/sandbox/profile?x=1");
        served.Status.Should().Be(200);
    }

    [Fact]
    public async Task Slow_Answer_ComesWhenItsTimeHasPassed()
    {
        Set(new WeatherRule(WeatherKind.Slow) { Seconds = 90 });

        var answer = AddAsync();
        while (!answer.IsCompleted)
        {
            _clock.Advance(TimeSpan.FromSeconds(30));
            await Task.Yield();
        }

        (await answer).Status.Should().Be(200);
        _clock.GetUtcNow().Should().BeOnOrAfter(new DateTimeOffset(2026, 3, 10, 9, 1, 30, TimeSpan.Zero));
    }

    [Fact]
    public async Task Rate_SameSeed_StrikesTheSameRequestsAgain()
    {
        async Task<List<int>> RunAsync(int seed)
        {
            Client.Host.Weather.Set(new Forecast("test", [new WeatherRule(WeatherKind.ServerError, 0.3)]), seed);
            var statuses = new List<int>();
            for (var call = 0; call < 40; call++)
            {
                statuses.Add((await Client.CallAsync("server.time")).Status);
            }

            return statuses;
        }

        var first = await RunAsync(7);

        (await RunAsync(7)).Should().Equal(first);
        (await RunAsync(8)).Should().NotEqual(first);
        first.Count(status => status == 500).Should().BeInRange(4, 20);
    }

    [Fact]
    public async Task Methods_OfARule_AlsoMatchInsideABatch()
    {
        Set(new WeatherRule(WeatherKind.ServerError) { Methods = ["crm.item.*"] });

        (await Client.CallAsync("profile")).Status.Should().Be(200);
        (await Client.CallAsync("batch", new { cmd = new { a = "profile" } })).Status.Should().Be(200);
        (await Client.CallAsync("batch", new { cmd = new { a = "crm.item.list?entityTypeId=3" } })).Status.Should().Be(500);
    }

    [Fact]
    public async Task Control_Weather_IsSetByNameOrByRulesAndRefusesUnknownNames()
    {
        (await Client.ControlAsync("weather", new { rules = new[] { new { kind = "revoked", rate = 1 } } })).Status.Should().Be(200);
        (await Client.CallAsync("profile")).Status.Should().Be(401);
        (await Client.ControlAsync("weather", new { name = "calm" })).Body.GetProperty("weather").GetString().Should().Be("calm");
        (await Client.CallAsync("profile")).Status.Should().Be(200);
        (await Client.ControlAsync("weather", new { name = "drizzle" })).Body.GetProperty("error").GetString().Should().Contain("Known: calm");
        (await Client.StatsAsync()).GetProperty("weather").GetProperty("revoked").GetInt64().Should().Be(1);
    }

    [Fact]
    public void Forecasts_ByName_AllExist() => Forecast.Names.Should().Contain(["calm", "storm", "renamed", "revoked", "maintenance"]).And.OnlyContain(name => Forecast.Named(name).Name == name);
}
