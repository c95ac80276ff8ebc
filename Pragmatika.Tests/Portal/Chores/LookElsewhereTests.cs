using Microsoft.Extensions.DependencyInjection;
using Pragmatika.Engine;
using Pragmatika.Engine.Runs;
using Pragmatika.Engine.Signals;
using Pragmatika.Portal;
using Pragmatika.Portal.Chores;
using Pragmatika.Portal.News;
using Pragmatika.Tests.Support;
using Pragmatika.Tests.Support.Fakes;

namespace Pragmatika.Tests.Portal.Chores;

public sealed class LookElsewhereTests
{
    private readonly FakeWorld _world = new();
    private readonly PageNews _news = new(new ManualTimeProvider());

    [Fact]
    public async Task Look_NothingElsewhere_TellsNothing()
    {
        var elsewhere = Elsewhere();
        _world.Store.Put(Run(RunState.Running));

        (await elsewhere.LookAsync(default)).Should().BeEmpty();
        (await elsewhere.LookAsync(default)).Should().BeEmpty();
    }

    [Fact]
    public async Task Look_RunOfAnotherProcess_TellsThatItMovedAndEnded()
    {
        var elsewhere = Elsewhere();
        var run = Run(RunState.Running);
        await elsewhere.LookAsync(default);

        _world.Store.Put(run);
        var moved = await elsewhere.LookAsync(default);
        _world.Store.Put(run with { State = RunState.Succeeded });
        var ended = await elsewhere.LookAsync(default);

        moved.Should().Equal(new Signal(Happening.RunMoved, "orders", run.Id));
        ended.Should().BeEquivalentTo([new Signal(Happening.RunMoved, "orders", run.Id), new Signal(Happening.RunEnded, "orders", run.Id)]);
    }

    [Fact]
    public async Task Chore_NoPageOpen_AsksTheStoreNothing()
    {
        _world.Exchanges.Failure = new InvalidOperationException("asked");

        await new LookElsewhere(_news, Elsewhere()).Invoke();
    }

    [Fact]
    public async Task Serve_ItsOwnServices_MakeEveryChore()
    {
        var folder = Directory.CreateTempSubdirectory("pragmatika-chores-");
        try
        {
            await using var app = PortalApp.Build(new PortalOptions { Urls = "http://127.0.0.1:0", DataDirectory = folder.FullName, Environment = "Production" }, builder =>
            {
                Pragmatika.Portal.Cli.DataFolder.AddRooms(builder.Services);
                builder.Services.AddEngineBackground();
                builder.Services.AddChores();
            });

            app.Services.GetRequiredService<TrimJournal>().Should().NotBeNull();
            app.Services.GetRequiredService<LookElsewhere>().Should().NotBeNull();
            app.Services.GetRequiredService<ISignals>().Should().BeOfType<BroadcastSignals>();
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static RunRecord Run(RunState state) => new() { Id = Guid.NewGuid(), Exchange = "orders", Mode = RunMode.Full, State = state, StartedBy = "test", StartedAt = DateTimeOffset.UnixEpoch };

    private Elsewhere Elsewhere() => new(_world.Store, _world.Questions, _world.Exchanges, _world.Compare);
}
