using Pragmatika.Engine.Connectors.Bitrix;
using Pragmatika.Engine.Connectors.Bitrix.Limits;

namespace Pragmatika.Tests.Engine.Connectors.Bitrix;

public sealed class RecoveryTests
{
    [Theory]
    // kind, sent, writes, attempt -> retried, or given up as
    [InlineData(FailureKind.Limited, true, true, 1, null)]
    [InlineData(FailureKind.Limited, true, false, 11, null)]
    [InlineData(FailureKind.Limited, true, true, 12, FailureKind.Limited)]
    [InlineData(FailureKind.Unavailable, true, false, 1, null)]
    [InlineData(FailureKind.Unavailable, true, false, 5, FailureKind.Unavailable)]
    [InlineData(FailureKind.Unavailable, true, true, 1, FailureKind.OutcomeUnknown)]
    [InlineData(FailureKind.Unavailable, false, true, 1, null)]
    [InlineData(FailureKind.Unavailable, false, true, 5, FailureKind.Unavailable)]
    [InlineData(FailureKind.Rejected, true, false, 1, FailureKind.Rejected)]
    [InlineData(FailureKind.Unauthorized, true, false, 1, FailureKind.Unauthorized)]
    [InlineData(FailureKind.PortalClosed, true, false, 1, FailureKind.PortalClosed)]
    [InlineData(FailureKind.Unknown, true, true, 1, FailureKind.Unknown)]
    public void Decide_RepeatsOnlyWhatIsSafe(FailureKind kind, bool sent, bool writes, int attempt, FailureKind? givenUpAs)
    {
        var recovery = Recovery.Decide(new(kind, sent, TokenExpired: false, attempt), writes, jitter: 0.5);

        if (givenUpAs is { } expected)
        {
            recovery.Should().Be(new Recovery.GiveUp(expected));
        }
        else
        {
            recovery.Should().BeOfType<Recovery.RetryIn>();
        }
    }

    [Fact]
    public void Decide_TokenExpired_RenewsOnce()
    {
        Recovery.Decide(new(FailureKind.Unauthorized, true, TokenExpired: true, 1), writes: true, 0).Should().BeOfType<Recovery.RenewToken>();
        Recovery.Decide(new(FailureKind.Unauthorized, true, TokenExpired: false, 2), writes: true, 0).Should().Be(new Recovery.GiveUp(FailureKind.Unauthorized));
    }

    [Theory]
    [InlineData(1, 0.5, 1)]
    [InlineData(2, 0.5, 2)]
    [InlineData(2, 0.0, 1)]
    [InlineData(9, 0.5, 30)]
    public void Decide_PausesGrowToHalfAMinute(int attempt, double jitter, double seconds) =>
        Recovery.Decide(new(FailureKind.Limited, true, false, attempt), true, jitter).Should().Be(new Recovery.RetryIn(TimeSpan.FromSeconds(seconds)));

    [Theory]
    [InlineData("crm.item.list", true)]
    [InlineData("crm.item.get", true)]
    [InlineData("CRM.ITEM.FIELDS", true)]
    [InlineData("user.current", true)]
    [InlineData("profile", true)]
    [InlineData("server.time", true)]
    [InlineData("crm.duplicate.findbycomm", true)]
    [InlineData("crm.item.add", false)]
    [InlineData("crm.item.update", false)]
    [InlineData("crm.item.productrow.set", false)]
    [InlineData("event.offline.get", false)]
    [InlineData("bizproc.workflow.start", false)]
    public void MethodSafety_KnowsReadsByName(string method, bool read) => MethodSafety.IsRead(method).Should().Be(read);

    [Theory]
    [InlineData(503, "QUERY_LIMIT_EXCEEDED", "", FailureKind.Limited)]
    [InlineData(429, "OPERATION_TIME_LIMIT", "", FailureKind.Limited)]
    [InlineData(400, "OPERATION_TIME_LIMIT", "inside a batch", FailureKind.Limited)]
    [InlineData(503, "OVERLOAD_LIMIT", "", FailureKind.PortalClosed)]
    [InlineData(503, "SOMETHING_NEW", "", FailureKind.Unavailable)]
    [InlineData(401, "INVALID_CREDENTIALS", "", FailureKind.Unauthorized)]
    [InlineData(403, "insufficient_scope", "", FailureKind.Unauthorized)]
    [InlineData(403, "ACCESS_DENIED", "REST API is available only on commercial plans", FailureKind.PortalClosed)]
    [InlineData(400, "ACCESS_DENIED", "", FailureKind.Rejected)]
    [InlineData(500, "PORTAL_DELETED", "", FailureKind.PortalClosed)]
    [InlineData(500, "INTERNAL_SERVER_ERROR", "", FailureKind.Unavailable)]
    [InlineData(400, "NOT_FOUND", "Element not found", FailureKind.NotFound)]
    [InlineData(400, "", "Not found", FailureKind.NotFound)]
    [InlineData(400, "", "Invalid value", FailureKind.Rejected)]
    [InlineData(400, "100", "Could not find value for parameter {fields}", FailureKind.Rejected)]
    [InlineData(400, "CRM_FIELD_ERROR_VALUE_NOT_VALID", "", FailureKind.Rejected)]
    [InlineData(400, "NEVER_SEEN", "", FailureKind.Unknown)]
    public void Errors_AreClassifiedByCodeThenStatus(int status, string code, string text, FailureKind kind) =>
        new BitrixError(status, code, text).Kind.Should().Be(kind);
}
