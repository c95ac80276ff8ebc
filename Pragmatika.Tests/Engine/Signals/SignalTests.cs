using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Pragmatika.Engine.Delivery;
using Pragmatika.Engine.Exchanges;
using Pragmatika.Engine.Runs;
using Pragmatika.Engine.Runs.Letters;
using Pragmatika.Engine.Signals;
using Pragmatika.Tests.Support;

namespace Pragmatika.Tests.Engine.Signals;

public sealed class SignalTests : IAsyncLifetime
{
    private readonly Heard _heard = new();
    private ExchangeRig _rig = null!;

    public async Task InitializeAsync()
    {
        _rig = await ExchangeRig.StartAsync(configure: services => services.Replace(ServiceDescriptor.Singleton<ISignals>(_heard)));
        await _rig.SaveAsync(SourceTable.Definition());
    }

    public async Task DisposeAsync() => await _rig.DisposeAsync();

    [Fact]
    public async Task Run_Whole_TellsItsStartItsBatchesItsLettersAndItsEnd()
    {
        await _rig.Table.AddAsync(1, "c1", "Анна", "89210000001", "o1", "1");
        await _rig.Table.AddAsync(2, "c2", "Борис", "89210000002", "o2", "сто");

        var run = await _rig.RunAsync("orders");

        var told = _heard.Of(run.Id);
        told[0].Should().Be(Happening.RunStarted);
        told[^1].Should().Be(Happening.RunEnded);
        told.Should().Contain([Happening.RunMoved, Happening.DeadLettersChanged]).And.NotContain(Happening.QuestionsChanged);
    }

    [Fact]
    public async Task Tell_EndOfARun_ComesWhenTheStoreHasIt()
    {
        await _rig.Table.AddAsync(1, "c1", "Анна", "89210000001", "o1", "1");
        _heard.Look = signal => signal.What == Happening.RunEnded ? _rig.Store.RunAsync(signal.Run, default).GetAwaiter().GetResult()!.State : null;

        await _rig.RunAsync("orders");

        _heard.Seen.Should().Equal(RunState.Succeeded);
    }

    [Fact]
    public async Task Letter_Discarded_IsTold()
    {
        await _rig.Table.AddAsync(1, "c1", "Анна", "89210000001", "o1", "сто");
        await _rig.RunAsync("orders");
        var letter = (await _rig.Store.DeadLettersAsync("orders", DeadLetterState.Open, null, 0, 1, default)).Single();
        _heard.Clear();

        await _rig.Service<IDeadLetterService>().DiscardAsync(letter.Id, "anna", default);

        _heard.All.Should().Equal(new Signal(Happening.DeadLettersChanged, string.Empty));
    }

    [Fact]
    public async Task Definition_Saved_IsToldOnlyWhenItDiffers()
    {
        _heard.Clear();

        await _rig.SaveAsync(SourceTable.Definition());
        await _rig.SaveAsync(SourceTable.Definition() with { Title = "Another" });
        await _rig.Service<IExchangeCatalog>().DeleteAsync("orders", default);

        _heard.All.Should().Equal(new Signal(Happening.ExchangeChanged, "orders"), new Signal(Happening.ExchangeChanged, "orders"));
    }

    private sealed class Heard : ISignals
    {
        private readonly ConcurrentQueue<Signal> _signals = new();

        public Func<Signal, RunState?> Look { get; set; } = _ => null;

        public List<RunState> Seen { get; } = [];

        public IReadOnlyList<Signal> All => [.. _signals];

        public void Clear() => _signals.Clear();

        public List<Happening> Of(Guid run) => [.. _signals.Where(signal => signal.Run == run).Select(signal => signal.What)];

        public void Tell(Signal signal)
        {
            _signals.Enqueue(signal);
            if (Look(signal) is { } state)
            {
                Seen.Add(state);
            }
        }
    }
}
