using Microsoft.Extensions.Logging.Abstractions;
using Pragmatika.Engine.Schedules;
using Pragmatika.Tests.Engine.Hearing;
using Pragmatika.Tests.Support;
using Pragmatika.Tests.Support.Fakes;

namespace Pragmatika.Tests.Engine.Schedules;

public sealed class HeardStartsTests
{
    [Fact]
    public async Task Raise_SomethingHeard_StartsOnlyWhoReadsThatPortal()
    {
        var catalog = new FakeExchangeCatalog();
        await catalog.SaveAsync(HearingRig.Definition(), "test", default);
        await catalog.SaveAsync(HearingRig.Definition("toCrm", name: "oneway"), "test", default);
        var events = new RaisedEvents();
        var starts = new HeardStarts(catalog, events, new ManualTimeProvider(), NullLogger<HeardStarts>.Instance);

        await starts.RaiseAsync("portal");
        await starts.RaiseAsync("another");

        events.Exchanges.Should().Equal("customers");
    }

    [Fact]
    public async Task Raise_SchedulerFails_IsNotThrownAtTheListener()
    {
        var catalog = new FakeExchangeCatalog();
        await catalog.SaveAsync(HearingRig.Definition(), "test", default);
        var events = new RaisedEvents { Failure = new InvalidOperationException("no scheduler") };

        var raise = () => new HeardStarts(catalog, events, new ManualTimeProvider(), NullLogger<HeardStarts>.Instance).RaiseAsync("portal");

        await raise.Should().NotThrowAsync();
        events.Exchanges.Should().BeEmpty();
    }

    private sealed class RaisedEvents : IScheduleEvents
    {
        public List<string> Exchanges { get; } = [];

        public Exception? Failure { get; init; }

        public Task<bool> RaiseAsync(string exchange, string cause, CancellationToken cancellationToken)
        {
            if (Failure is not null)
            {
                return Task.FromException<bool>(Failure);
            }

            Exchanges.Add(exchange);
            return Task.FromResult(true);
        }
    }
}
