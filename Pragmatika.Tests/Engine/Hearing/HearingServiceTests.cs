using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Pragmatika.Engine.Connectors.Sql;
using Pragmatika.Engine.Data;
using Pragmatika.Engine.Data.Books;
using Pragmatika.Engine.Hearing;
using Pragmatika.Tests.Engine.Data;
using Pragmatika.Tests.Support;

namespace Pragmatika.Tests.Engine.Hearing;

public sealed class HearingServiceTests
{
    [Fact]
    public async Task Service_Running_HearsWithoutBeingAsked()
    {
        await using var rig = await HearingRig.StartAsync();
        using var service = ActivatorUtilities.CreateInstance<HearingService>(rig.Service<IServiceProvider>());
        await ((IHostedService)service).StartAsync(default);
        await UntilAsync(rig, async () => await rig.Service<IHearingStore>().PositionAsync("portal", HearingRig.Contact, default) is not null);

        rig.Clock.Advance(TimeSpan.FromSeconds(1));
        var id = await rig.AddAsync("Анна");
        await UntilAsync(rig, async () => (await rig.WaitingAsync()).Records.Count > 0);
        await ((IHostedService)service).StopAsync(default);

        (await rig.WaitingIdsAsync()).Should().Equal(id);
        rig.Notices.Told.Should().ContainSingle();
        (await rig.Service<IHearingStore>().TryListenAsync("portal", "another", TimeSpan.FromMinutes(1), default)).Should().BeTrue("a node that stops makes room");
    }

    [Theory]
    [OnSqlite]
    [OnPostgreSql]
    [OnSqlServer]
    public async Task Lease_TwoNodes_OneListensAndTheOtherTakesOver(SqlEngine engine)
    {
        await using var harness = await StoreHarness.CreateAsync(engine);
        var book = Book(harness.Services, harness);
        var other = Book(harness.AnotherProcess(), harness);
        var minute = TimeSpan.FromMinutes(1);

        (await book.TryListenAsync("crm", "first", minute, default)).Should().BeTrue();
        (await other.TryListenAsync("crm", "second", minute, default)).Should().BeFalse();
        (await book.TryListenAsync("crm", "first", minute, default)).Should().BeTrue();

        harness.Time.Advance(minute);
        (await other.TryListenAsync("crm", "second", minute, default)).Should().BeTrue("the first was silent for its time");
        (await book.TryListenAsync("crm", "first", minute, default)).Should().BeFalse();

        await other.LeaveAsync("crm", "second", default);
        (await book.TryListenAsync("crm", "first", minute, default)).Should().BeTrue();
    }

    [Theory]
    [OnSqlite]
    [OnPostgreSql]
    [OnSqlServer]
    public async Task Book_PollAndSweep_KeepEachTheirOwnMark(SqlEngine engine)
    {
        await using var harness = await StoreHarness.CreateAsync(engine);
        var book = Book(harness.Services, harness);
        var now = harness.Time.GetUtcNow();
        var position = new Pragmatika.Engine.Hearing.HearingPositionRow { Connection = "crm", EntityTypeId = 3, Since = now, PolledTo = now };
        await book.BeginAsync(position, default);

        await book.SweptAsync("crm", 3, now.AddMinutes(1), default);
        position.PolledTo = now.AddMinutes(2);
        await book.PolledAsync(position, default);

        (await book.PositionAsync("crm", 3, default)).Should().BeEquivalentTo(new { SweptAt = now.AddMinutes(1), PolledTo = now.AddMinutes(2), Since = now });
    }

    private static HearingBook Book(IServiceProvider services, StoreHarness harness) => new(services.GetRequiredService<EngineContexts>(), harness.Time);

    /// <summary>Moves the clock second by second until the condition holds; the service works on other threads meanwhile.</summary>
    private static async Task UntilAsync(HearingRig rig, Func<Task<bool>> condition)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (!await condition())
        {
            patience.Token.ThrowIfCancellationRequested();
            rig.Clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, patience.Token);
        }
    }
}
