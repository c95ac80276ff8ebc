using Pragmatika.Engine.Connectors.Bitrix;
using Pragmatika.Tests.Support;
using static Pragmatika.Tests.Engine.Connectors.Bitrix.ScriptedPortal;
using static Pragmatika.Tests.Engine.Connectors.Bitrix.TransportFixture;

namespace Pragmatika.Tests.Engine.Connectors.Bitrix;

/// <summary>Commands that a limit refused go again, those without an answer are unknown, a poison one stops only itself.</summary>
public sealed class BatchRetryTests
{
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
}
