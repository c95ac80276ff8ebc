using Pragmatika.Engine.Connectors.Bitrix;
using Pragmatika.Tests.Support;
using static Pragmatika.Tests.Engine.Connectors.Bitrix.ScriptedPortal;
using static Pragmatika.Tests.Engine.Connectors.Bitrix.TransportFixture;

namespace Pragmatika.Tests.Engine.Connectors.Bitrix;

/// <summary>What becomes of a request whose answer is unclear, late, or a refusal as a whole.</summary>
public sealed class TransportTests
{
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
}
