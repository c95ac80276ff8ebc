using Coravel;
using Coravel.Invocable;
using Coravel.Queuing;
using Coravel.Scheduling.Schedule;
using Coravel.Scheduling.Schedule.Interfaces;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Pragmatika.Tests.Portal.Chores;

/// <summary>What we rely on in Coravel, which its documentation does not promise in so many words.</summary>
public sealed class CoravelTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);
    private static readonly DateTime FullHour = new(2026, 3, 29, 2, 0, 0, DateTimeKind.Utc);

    [Fact]
    public async Task Chore_Throws_IsToldAndComesAgain()
    {
        await using var provider = Services(new Steps { Work = _ => throw new InvalidOperationException("chore") });
        var failures = new List<string>();
        provider.UseScheduler(scheduler => scheduler.Schedule<Chore>().EveryMinute().PreventOverlapping("chore")).OnError(exception => failures.Add(exception.Message));

        await Ticks(provider).RunAtAsync(FullHour);
        await Ticks(provider).RunAtAsync(FullHour.AddMinutes(1));

        failures.Should().Equal("chore", "chore");
    }

    [Fact]
    public async Task Chore_StillUnderWay_IsNotStartedASecondTime()
    {
        var gate = new TaskCompletionSource();
        var steps = new Steps { Work = _ => gate.Task };
        await using var provider = Services(steps);
        provider.UseScheduler(scheduler => scheduler.Schedule<Chore>().EveryMinute().PreventOverlapping("chore"));

        var first = Ticks(provider).RunAtAsync(FullHour);
        await steps.Began.Task.WaitAsync(Limit);
        await Ticks(provider).RunAtAsync(FullHour.AddMinutes(1)).WaitAsync(Limit);
        steps.Count.Should().Be(1);
        gate.SetResult();
        await first.WaitAsync(Limit);

        await Ticks(provider).RunAtAsync(FullHour.AddMinutes(2));
        steps.Count.Should().Be(2);
    }

    [Fact]
    public async Task Chores_WithAWorkerEach_DoNotWaitForEachOther()
    {
        var gate = new TaskCompletionSource();
        var steps = new Steps { Work = _ => gate.Task };
        var quick = new TaskCompletionSource();
        await using var provider = Services(steps);
        provider.UseScheduler(scheduler =>
        {
            scheduler.OnWorker("slow");
            scheduler.Schedule<Chore>().EveryMinute();
            scheduler.OnWorker("quick");
            scheduler.Schedule(quick.SetResult).EveryMinute();
        });

        var tick = Ticks(provider).RunAtAsync(FullHour);
        await quick.Task.WaitAsync(Limit);

        tick.IsCompleted.Should().BeFalse();
        gate.SetResult();
        await tick.WaitAsync(Limit);
    }

    [Fact]
    public async Task Plan_OverAnHour_TrimsOnceOnTheHourOfTheSystemsClock()
    {
        var steps = new Steps();
        await using var provider = Services(steps);
        provider.UseScheduler(scheduler => scheduler.Schedule<Chore>().Hourly());

        for (var minute = -1; minute < 60; minute++)
        {
            await Ticks(provider).RunAtAsync(FullHour.AddMinutes(minute));
        }

        steps.Count.Should().Be(1, "a chore is due in the first second of its hour, at no other time");
    }

    [Fact]
    public async Task Host_Stops_ChoreHearsOfItAndIsWaitedFor()
    {
        var ended = false;
        var steps = new Steps();
        steps.Work = async stopping =>
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            ended = true;
        };
        using var host = new HostBuilder().ConfigureServices(services => Add(services, steps)).Build();
        host.Services.UseScheduler(scheduler => scheduler.Schedule<Chore>().EverySecond().PreventOverlapping("chore"));
        await host.StartAsync();
        await steps.Began.Task.WaitAsync(Limit);

        await host.StopAsync().WaitAsync(Limit);

        ended.Should().BeTrue();
    }

    [Fact]
    public async Task Queue_OneTaskFails_OthersAreCarriedOut()
    {
        await using var provider = Services(new Steps());
        var queue = new Queue(provider.GetRequiredService<IServiceScopeFactory>(), provider.GetRequiredService<Coravel.Events.Interfaces.IDispatcher>());
        var done = 0;
        queue.QueueTask(() => throw new InvalidOperationException("task"));
        queue.QueueTask(() => done++);

        await queue.ConsumeQueueAsync().WaitAsync(Limit);

        done.Should().Be(1);
        queue.GetMetrics().WaitingCount().Should().Be(0);
    }

    private static Scheduler Ticks(IServiceProvider provider) => (Scheduler)provider.GetRequiredService<IScheduler>();

    private static ServiceProvider Services(Steps steps)
    {
        var services = new ServiceCollection();
        Add(services, steps);
        return services.BuildServiceProvider();
    }

    private static void Add(IServiceCollection services, Steps steps)
    {
        services.AddLogging();
        services.AddEvents();
        services.AddScheduler();
        services.AddSingleton(steps);
        services.AddTransient<Chore>();
    }

    private sealed class Steps
    {
        private int _count;

        public int Count => _count;

        public TaskCompletionSource Began { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Func<CancellationToken, Task> Work { get; set; } = _ => Task.CompletedTask;

        public Task DoAsync(CancellationToken stopping)
        {
            Interlocked.Increment(ref _count);
            Began.TrySetResult();
            return Work(stopping);
        }
    }

    private sealed class Chore(Steps steps) : IInvocable, ICancellableInvocable
    {
        public CancellationToken CancellationToken { get; set; }

        public Task Invoke() => steps.DoAsync(CancellationToken);
    }
}
