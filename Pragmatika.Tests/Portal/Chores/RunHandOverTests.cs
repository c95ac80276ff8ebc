using System.Globalization;
using Coravel;
using Microsoft.Extensions.DependencyInjection;
using Pragmatika.Engine.Runs;
using Pragmatika.Portal.Chores;
using Pragmatika.Tests.Support;

namespace Pragmatika.Tests.Portal.Chores;

public sealed class RunHandOverTests : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);
    private readonly SlowRuns _runs = new();
    private readonly ServiceProvider _services;

    public RunHandOverTests()
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddEvents();
        services.AddSingleton<IRunService>(_runs);
        services.AddHandOver();
        _services = services.BuildServiceProvider();
    }

    private RunHandOver HandOver => _services.GetRequiredService<RunHandOver>();

    public async ValueTask DisposeAsync() => await _services.DisposeAsync();

    [Fact]
    public async Task Start_Refused_TellsTheVisitorWhy()
    {
        _runs.Refusal = new RunRefusedException("already running", []) { IsUnderWay = true };

        var start = () => HandOver.StartAsync(new RunRequest { Exchange = "orders" }, default).WaitAsync(Limit);

        (await start.Should().ThrowAsync<RunRefusedException>()).Which.Should().BeSameAs(_runs.Refusal);
        _runs.Refusal = null;
        (await HandOver.StartAsync(new RunRequest { Exchange = "orders" }, default).WaitAsync(Limit)).Exchange.Should().Be("orders");
    }

    [Fact]
    public async Task Start_VisitorLeaves_IsCarriedOutAllTheSame()
    {
        _runs.Hold();
        using var leaving = new CancellationTokenSource();
        var start = HandOver.StartAsync(new RunRequest { Exchange = "orders" }, leaving.Token);

        await leaving.CancelAsync();
        await start.Invoking(async task => await task).Should().ThrowAsync<OperationCanceledException>();
        _runs.GoOn();
        await HandOver.StartAsync(new RunRequest { Exchange = "cars" }, default).WaitAsync(Limit);

        _runs.Started.Select(start => start.Exchange).Should().Equal("orders", "cars");
    }

    [Fact]
    public async Task Start_TwoVisitors_EachKeepsTheirLanguageWhoeverEmptiesTheQueue()
    {
        _runs.Hold();
        Task<RunRecord> russian, english;
        using (new InCulture("ru"))
        {
            russian = HandOver.StartAsync(new RunRequest { Exchange = "orders" }, default);
        }

        using (new InCulture("en"))
        {
            english = HandOver.StartAsync(new RunRequest { Exchange = "cars" }, default);
        }

        _runs.GoOn();
        await Task.WhenAll(russian, english).WaitAsync(Limit);

        _runs.Started.Should().BeEquivalentTo([("orders", "ru"), ("cars", "en")]);
    }

    [Fact]
    public async Task Stop_StartHangs_ReturnsWhenTheHostsTimeIsOver()
    {
        _runs.Hold();
        _ = HandOver.StartAsync(new RunRequest { Exchange = "orders" }, default);
        using var over = new CancellationTokenSource();

        var stopping = HandOver.StopAsync(over.Token);
        stopping.IsCompleted.Should().BeFalse();
        await over.CancelAsync();

        await stopping.WaitAsync(Limit);
        _runs.GoOn();
    }

    private sealed class SlowRuns : IRunService
    {
        private TaskCompletionSource _gate = Open();

        public RunRefusedException? Refusal { get; set; }

        public List<(string Exchange, string Culture)> Started { get; } = [];

        public void Hold() => _gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

        public void GoOn() => _gate.SetResult();

        public async Task<RunRecord> StartAsync(RunRequest request, CancellationToken cancellationToken)
        {
            await _gate.Task;
            lock (Started)
            {
                Started.Add((request.Exchange, CultureInfo.CurrentUICulture.Name));
            }

            return Refusal is { } refusal
                ? throw refusal
                : new RunRecord { Id = Guid.NewGuid(), Exchange = request.Exchange, Mode = request.Mode, State = RunState.Running, StartedBy = string.Empty, StartedAt = DateTimeOffset.UnixEpoch };
        }

        public IAsyncEnumerable<RunRecord> WatchAsync(Guid runId, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<RunRecord> CompletionAsync(Guid runId, CancellationToken cancellationToken) => throw new NotSupportedException();

        public bool Cancel(Guid runId) => false;

        private static TaskCompletionSource Open()
        {
            var open = new TaskCompletionSource();
            open.SetResult();
            return open;
        }
    }
}
