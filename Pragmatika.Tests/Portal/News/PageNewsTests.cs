using Coravel;
using Coravel.Events.Interfaces;
using Microsoft.Extensions.DependencyInjection;
using Pragmatika.Engine.Signals;
using Pragmatika.Portal.News;
using Pragmatika.Tests.Support;

namespace Pragmatika.Tests.Portal.News;

public sealed class PageNewsTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);
    private readonly ManualTimeProvider _time = new();

    [Fact]
    public async Task Watch_Begins_AnswersAtOnceWithNothing()
    {
        var news = new PageNews(_time);
        await using var page = news.WatchAsync(_ => true, default).GetAsyncEnumerator();

        (await page.MoveNextAsync()).Should().BeTrue();

        page.Current.Should().BeEmpty();
        news.HasWatchers.Should().BeTrue();
    }

    [Fact]
    public async Task Watch_BurstDuringAReading_IsToldOnceAndWhole()
    {
        var news = new PageNews(_time);
        var run = Guid.NewGuid();
        await using var page = news.WatchAsync(signal => signal.Exchange == "orders", default).GetAsyncEnumerator();
        await page.MoveNextAsync();

        for (var batch = 0; batch < 1000; batch++)
        {
            news.Publish(new Signal(Happening.RunMoved, "orders", run));
            news.Publish(new Signal(Happening.RunMoved, "cars", run));
        }

        news.Publish(new Signal(Happening.RunEnded, "orders", run));
        await page.MoveNextAsync().AsTask().WaitAsync(Limit);

        page.Current.Should().BeEquivalentTo([new Signal(Happening.RunMoved, "orders", run), new Signal(Happening.RunEnded, "orders", run)]);
    }

    [Fact]
    public async Task Watch_SecondAnswer_WaitsForThePace()
    {
        var news = new PageNews(_time);
        await using var page = news.WatchAsync(_ => true, default).GetAsyncEnumerator();
        await page.MoveNextAsync();
        news.Publish(new Signal(Happening.RunStarted, "orders"));
        await page.MoveNextAsync().AsTask().WaitAsync(Limit);

        var next = page.MoveNextAsync().AsTask();
        news.Publish(new Signal(Happening.RunEnded, "orders"));
        next.IsCompleted.Should().BeFalse();
        _time.Advance(PageNews.Pace);

        (await next.WaitAsync(Limit)).Should().BeTrue();
        page.Current.Should().Equal(new Signal(Happening.RunEnded, "orders"));
    }

    [Fact]
    public async Task Watch_PageLeft_IsForgottenAndPublishingGoesOn()
    {
        var news = new PageNews(_time);
        using var leaving = new CancellationTokenSource();
        var page = news.WatchAsync(_ => true, leaving.Token).GetAsyncEnumerator(leaving.Token);
        await page.MoveNextAsync();
        var next = page.MoveNextAsync().AsTask();

        await leaving.CancelAsync();
        await next.Invoking(async task => await task).Should().ThrowAsync<OperationCanceledException>();
        await page.DisposeAsync();

        news.HasWatchers.Should().BeFalse();
        news.Publish(new Signal(Happening.RunEnded, "orders"));
    }

    [Fact]
    public async Task Tell_ThroughCoravel_ReachesThePageAlthoughAnotherListenerFails()
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton<TimeProvider>(_time);
        services.AddNews();
        services.AddTransient<Failing>();
        await using var provider = services.BuildServiceProvider();
        provider.ConfigureEvents().Register<SignalTold>().Subscribe<TellPages>().Subscribe<Failing>();
        await using var page = provider.GetRequiredService<IPageNews>().WatchAsync(_ => true, default).GetAsyncEnumerator();
        await page.MoveNextAsync();

        provider.GetRequiredService<ISignals>().Tell(new Signal(Happening.QuestionsChanged, "orders"));
        await page.MoveNextAsync().AsTask().WaitAsync(Limit);

        page.Current.Should().Equal(new Signal(Happening.QuestionsChanged, "orders"));
    }

    private sealed class Failing : IListener<SignalTold>
    {
        public Task HandleAsync(SignalTold broadcasted) => throw new InvalidOperationException("listener");
    }
}
