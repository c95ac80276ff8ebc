using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Pragmatika.Engine.Connectors.Bitrix;
using Pragmatika.Engine.Connectors.Bitrix.Transport;
using Pragmatika.Tests.Support;
using static Pragmatika.Tests.Engine.Connectors.Bitrix.ScriptedPortal;

namespace Pragmatika.Tests.Engine.Connectors.Bitrix;

public sealed class TransportTests
{
    private static readonly BitrixCommand[] Write = [new("crm.item.add", "entityTypeId=2&fields[title]=x")];
    private static readonly BitrixCommand[] Reading = [new("crm.item.get", "entityTypeId=2&id=1")];

    public static TheoryData<string> Doubtful => ["html502", "html503", "cut", "empty200", "half", "500"];

    [Theory]
    [MemberData(nameof(Doubtful))]
    public async Task Batch_WriteWithoutAClearAnswer_IsUnknownAndSentOnce(string what)
    {
        await using var server = await StartAsync(Answer(what));
        var portal = PortalFixture.Open(server.Webhook);

        var act = () => portal.BatchAsync(Write, default);

        (await act.Should().ThrowAsync<BitrixException>()).Which.Kind.Should().Be(FailureKind.OutcomeUnknown);
        server.Asked.Should().HaveCount(1);
    }

    [Theory]
    [MemberData(nameof(Doubtful))]
    public async Task Batch_ReadWithoutAClearAnswer_IsSentAgain(string what)
    {
        await using var server = await StartAsync(Answer(what), Batch("""{"c0":{"item":{"id":1}}}"""));
        var clock = new ManualTimeProvider();
        var portal = PortalFixture.Open(clock, server.Webhook);

        var answers = await portal.BatchAsync(Reading, default).WithClockAsync(clock, portal);

        portal.IdOf(answers[0]).Should().Be(1);
        server.Asked.Should().HaveCount(2);
    }

    [Fact]
    public async Task Batch_SlowAnswer_EndsAsUnknownAndShrinksBatches()
    {
        await using var server = await StartAsync(Silence());
        var portal = PortalFixture.Open(server.Webhook, new() { Timeout = TimeSpan.FromMilliseconds(150) });

        var act = () => portal.BatchAsync(Write, default);

        (await act.Should().ThrowAsync<BitrixException>()).Which.Kind.Should().Be(FailureKind.OutcomeUnknown);
        portal.BatchSize.Should().BeLessThan(50);
    }

    [Fact]
    public async Task Batch_CallerCancels_IsCancelled()
    {
        await using var server = await StartAsync(Silence());
        var portal = PortalFixture.Open(server.Webhook);
        using var stop = new CancellationTokenSource(TimeSpan.FromMilliseconds(100));

        var act = () => portal.BatchAsync(Write, stop.Token);

        await act.Should().ThrowAsync<OperationCanceledException>();
        portal.Load.Should().Be((0, 0));
    }

    [Fact]
    public async Task Batch_PortalNotThere_WriteIsNotUnknownBecauseNothingWasSent()
    {
        var server = await StartAsync();
        var address = server.Webhook;
        await server.DisposeAsync();
        var clock = new ManualTimeProvider();
        var portal = PortalFixture.Open(clock, address);

        var act = () => portal.BatchAsync(Write, default).WithClockAsync(clock, portal);

        (await act.Should().ThrowAsync<BitrixException>()).Which.Kind.Should().Be(FailureKind.Unavailable);
        portal.Counters.Requests.Should().Be(5);
    }

    [Theory]
    [InlineData(503, "QUERY_LIMIT_EXCEEDED")]
    [InlineData(429, "OPERATION_TIME_LIMIT")]
    public async Task Batch_WriteRefusedByALimit_IsSentAgainLater(int status, string code)
    {
        await using var server = await StartAsync(Json($$"""{"error":"{{code}}","error_description":"x"}""", status), Batch("""{"c0":{"item":{"id":7}}}"""));
        var clock = new ManualTimeProvider();
        var began = clock.GetUtcNow();
        var portal = PortalFixture.Open(clock, server.Webhook);

        var answers = await portal.BatchAsync(Write, default).WithClockAsync(clock, portal);

        portal.IdOf(answers[0]).Should().Be(7);
        portal.Counters.Should().Be(new PortalCounters(2, 2, 2, 1));
        (clock.GetUtcNow() - began).Should().BeGreaterThan(TimeSpan.FromSeconds(0.9));
    }

    [Fact]
    public async Task Batch_CommandsRefusedInside_AreSentAgainInOrder()
    {
        await using var server = await StartAsync(
            Batch("""{"c0":{"item":{"id":1}}}""", """{"c1":{"error":"OPERATION_TIME_LIMIT","error_description":""},"c2":{"error":"OPERATION_TIME_LIMIT","error_description":""}}"""),
            Batch("""{"c0":{"item":{"id":2}},"c1":{"item":{"id":3}}}"""));
        var clock = new ManualTimeProvider();
        var portal = PortalFixture.Open(clock, server.Webhook);
        BitrixCommand[] commands =
        [
            new("crm.item.add", "entityTypeId=3"), new("crm.item.add", "entityTypeId=3&fields[name]=b"),
            new("crm.item.add", "entityTypeId=2&fields[contactId]=$result[c1][item][id]&fields[companyId]=$result[c0][item][id]"),
        ];

        var answers = await portal.BatchAsync(commands, default).WithClockAsync(clock, portal);

        answers.Select(portal.IdOf).Should().Equal(1, 2, 3);
        server.Asked[1].Body.Should().Contain("fields[contactId]=$result[c0][item][id]&fields[companyId]=1");
    }

    [Fact]
    public async Task Batch_ACommandWithoutAnyAnswer_IsUnknownForAWrite()
    {
        await using var server = await StartAsync(Batch("""{"c0":{"item":{"id":1}}}"""));
        var portal = PortalFixture.Open(server.Webhook);

        var answers = await portal.BatchAsync([.. Write, .. Write, .. Reading], default);

        answers[1].Error!.Kind.Should().Be(FailureKind.OutcomeUnknown);
        answers[2].Error!.Kind.Should().Be(FailureKind.Unavailable);
    }

    [Fact]
    public async Task Batch_OnePoisonCommand_LeavesItsNeighboursAlone()
    {
        await using var server = await StartAsync(Batch("""{"c0":{"item":{"id":1}},"c2":{"item":{"id":3}}}""", """{"c1":{"error":"CRM_FIELD_ERROR_VALUE_NOT_VALID","error_description":"bad"}}"""));
        var portal = PortalFixture.Open(server.Webhook);

        var answers = await portal.BatchAsync([.. Write, .. Write, .. Write], default);

        answers.Select(answer => answer.Error?.Kind).Should().Equal(null, FailureKind.Rejected, null);
        server.Asked.Should().HaveCount(1);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Call_RenamedPortal_PostsTheSameBodyToTheNewHostAndRemembersIt(bool batch)
    {
        await using var renamed = await StartAsync(Batch("""{"c0":{"item":{"id":9}}}"""));
        var place = new UriBuilder(renamed.Webhook) { Host = "localhost" }.Uri;
        await using var old = await StartAsync(context =>
        {
            context.Response.StatusCode = 302;
            context.Response.Headers.Location = new Uri(place, context.Request.Path.Value).AbsoluteUri;
            return Task.CompletedTask;
        });
        var change = new HostChanges();
        var portal = PortalFixture.Open(old.Webhook, new() { HostChange = change });

        for (var round = 0; round < 2; round++)
        {
            await (batch ? portal.BatchAsync(Write, default) : (Task)portal.CallAsync("crm.item.add", "{\"entityTypeId\":2}"u8.ToArray(), default));
        }

        old.Asked.Should().HaveCount(1);
        renamed.Asked.Should().HaveCount(2);
        renamed.Asked[0].Should().Be(old.Asked[0]);
        change.NewRoots.Should().Equal(place);
    }

    [Fact]
    public async Task Call_ErrorWithStatus200_IsAnError()
    {
        await using var server = await StartAsync(Json("""{"error":"ERROR_CORE","error_description":"text"}"""));
        var portal = PortalFixture.Open(server.Webhook);

        var answer = await portal.CallAsync("crm.item.add", "{}"u8.ToArray(), default);

        answer.Error!.Code.Should().Be("ERROR_CORE");
    }

    [Theory]
    [InlineData("INVALID_CREDENTIALS", 401, FailureKind.Unauthorized)]
    [InlineData("OVERLOAD_LIMIT", 503, FailureKind.PortalClosed)]
    [InlineData("PORTAL_DELETED", 500, FailureKind.PortalClosed)]
    public async Task Batch_ClosedPortal_StopsAtOnce(string code, int status, FailureKind kind)
    {
        await using var server = await StartAsync(Json($$"""{"error":"{{code}}","error_description":"x"}""", status));
        var portal = PortalFixture.Open(server.Webhook);

        var act = () => portal.BatchAsync(Reading, default);

        (await act.Should().ThrowAsync<BitrixException>()).Which.Kind.Should().Be(kind);
        server.Asked.Should().HaveCount(1);
    }

    [Fact]
    public async Task Application_ManyRequestsMeetAnExpiredToken_OneRefreshIsKept()
    {
        var refreshes = 0;
        await using var server = await StartAsync(async context =>
        {
            if (context.Request.Path.StartsWithSegments("/oauth", StringComparison.Ordinal))
            {
                Interlocked.Increment(ref refreshes);
                await Json("""{"access_token":"new-access","refresh_token":"new-refresh","expires_in":3600}""")(context);
                return;
            }

            await Json("""{"error":"expired_token","error_description":"The access token provided has expired."}""", 401)(context);
        });
        server.Answers = (path, body) => !path.StartsWith("/oauth", StringComparison.Ordinal) && body.Contains("\"auth\":\"new-access\"", StringComparison.Ordinal)
            ? Batch("""{"c0":{"item":{"id":1}}}""")
            : null;
        var store = new Tokens();
        var portal = new BitrixPortalFactory(TimeProvider.System, NullLoggerFactory.Instance).OpenApplication("p", Application(server), store);

        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => portal.BatchAsync(Write, default)));

        refreshes.Should().Be(1);
        store.Saved.Should().ContainSingle().Which.Should().Match<ApplicationTokens>(tokens => tokens.AccessToken == "new-access" && tokens.RefreshToken == "new-refresh");
    }

    [Fact]
    public async Task Application_RefreshRefused_IsUnauthorized()
    {
        await using var server = await StartAsync(
            Json("""{"error":"expired_token","error_description":""}""", 401), Json("""{"error":"wrong_client","error_description":""}"""));
        var portal = new BitrixPortalFactory(TimeProvider.System, NullLoggerFactory.Instance).OpenApplication("p", Application(server), null);

        var act = () => portal.BatchAsync(Write, default);

        (await act.Should().ThrowAsync<BitrixException>()).Which.Kind.Should().Be(FailureKind.Unauthorized);
    }

    [Theory]
    [InlineData("html502")]
    [InlineData("cut")]
    [InlineData("echo")]
    public async Task Nothing_TellsACredential(string what)
    {
        await using var server = await StartAsync(Answer(what));
        var logs = new LogTexts();
        using var loggers = LoggerFactory.Create(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(logs));
        var calls = new List<RestCall>();
        var webhook = new BitrixPortalFactory(TimeProvider.System, loggers).OpenWebhook(server.Webhook);
        var application = new BitrixPortalFactory(TimeProvider.System, loggers).OpenApplication("p", Application(server), null);
        webhook.Called = calls.Add;
        application.Called = calls.Add;

        var failures = new List<Exception>();
        foreach (var portal in new[] { webhook, application })
        {
            failures.Add((await FluentActions.Awaiting(() => portal.BatchAsync(Write, default)).Should().ThrowAsync<BitrixException>()).Which);
        }

        calls.Should().HaveCountGreaterOrEqualTo(2);
        string.Join('\n', failures.Select(failure => failure.ToString()).Concat(calls.Select(call => call.ToString())).Concat(logs.Texts))
            .Should().NotContain("s3cretc0de").And.NotContain("old-access").And.NotContain("old-refresh").And.NotContain("client-secret").And.NotContain("79215550101");
    }

    private static Func<Microsoft.AspNetCore.Http.HttpContext, Task> Answer(string what) => what switch
    {
        "html502" => Html(502),
        "html503" => Html(503),
        "cut" => Cut(),
        "empty200" => Json(string.Empty),
        "half" => Json("""{"result":{"result":{"c0":{"item":{"id":1"""),
        "500" => Json("""{"error":"INTERNAL_SERVER_ERROR","error_description":"Internal server error"}""", 500),
        "echo" => Json(
            """{"error":"ERROR_CORE","error_description":"POST /rest/1/s3cretc0de/batch auth=old-access&refresh_token=old-refresh client_secret: client-secret phone +7 921 555-01-01"}""", 400),
        _ => throw new ArgumentOutOfRangeException(nameof(what)),
    };

    private static ApplicationTokens Application(ScriptedPortal server) => new()
    {
        ClientId = "client-id",
        ClientSecret = "client-secret",
        ClientEndpoint = server.Root + "rest/",
        AccessToken = "old-access",
        RefreshToken = "old-refresh",
        TokenEndpoint = server.Root + "oauth/token/",
    };

    private sealed class HostChanges : IHostChange
    {
        public List<Uri> NewRoots { get; } = [];

        public Task HostChangedAsync(string oldHost, Uri newRoot, CancellationToken cancellationToken)
        {
            NewRoots.Add(newRoot);
            return Task.CompletedTask;
        }
    }

    private sealed class Tokens : ITokenStore
    {
        public List<ApplicationTokens> Saved { get; } = [];

        public Task<ApplicationTokens?> LoadAsync(string connection, CancellationToken cancellationToken) => Task.FromResult(Saved.LastOrDefault());

        public Task SaveAsync(string connection, ApplicationTokens tokens, CancellationToken cancellationToken)
        {
            Saved.Add(tokens);
            return Task.CompletedTask;
        }
    }

    private sealed class LogTexts : ILoggerProvider, ILogger
    {
        public List<string> Texts { get; } = [];

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            lock (Texts)
            {
                Texts.Add(formatter(state, exception) + exception);
            }
        }

        public void Dispose()
        {
        }
    }
}
