using Pragmatika.Engine.Runs;
using Pragmatika.Portal.Features.Runs;

namespace Pragmatika.Tests.Portal.Runs;

public sealed class RunsAddressTests
{
    private static readonly TimeZoneInfo Moscow = TimeZoneInfo.FindSystemTimeZoneById("Europe/Moscow");

    [Theory]
    [InlineData("/runs")]
    [InlineData("/runs?exchange=orders&state=cancelled&kind=full&from=2026-03-01&to=2026-03-02&sort=-rows&page=3")]
    [InlineData("/runs?kind=dry")]
    [InlineData("/runs?kind=real&by=day")]
    public void Address_ReadAndWritten_IsTheSame(string address) => Read(address).ToString().Should().Be(address);

    [Fact]
    public void Address_Nonsense_IsAsIfItHadNotBeenGiven()
    {
        var address = RunsAddress.Read(" ", "nope", "7", "31.12.2025", "x", "-", "-4", "month");

        address.Should().Be(new RunsAddress());
        address.IsWhole.Should().BeTrue();
    }

    [Fact]
    public void Days_AreThoseOfTheVisitor_BothIncluded()
    {
        var filter = Read("/runs?from=2026-03-01&to=2026-03-02").FilterFor(Moscow);

        filter.From.Should().Be(new DateTimeOffset(2026, 2, 28, 21, 0, 0, TimeSpan.Zero));
        filter.Before.Should().Be(new DateTimeOffset(2026, 3, 2, 21, 0, 0, TimeSpan.Zero));
    }

    [Theory]
    [InlineData(null, RunOrder.Started, true)]
    [InlineData("rows", RunOrder.Rows, false)]
    [InlineData("-exchange", RunOrder.Exchange, true)]
    [InlineData("-nobody", RunOrder.Started, true)]
    public void Order_WithoutAChoice_IsNewestFirst(string? sort, RunOrder order, bool descending)
    {
        var address = RunsAddress.Read(null, null, null, null, null, sort, null, null);

        (address.Order, address.IsDescending).Should().Be((order, descending));
    }

    private static RunsAddress Read(string address)
    {
        var query = System.Web.HttpUtility.ParseQueryString(new Uri(new Uri("http://x"), address).Query);
        return RunsAddress.Read(query["exchange"], query["state"], query["kind"], query["from"], query["to"], query["sort"], query["page"], query["by"]);
    }
}
