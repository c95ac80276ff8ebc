using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Pragmatika.Engine.Connectors.Sql;
using Pragmatika.Engine.Data.Store.Parts;
using Pragmatika.Engine.Links;
using Pragmatika.Engine.Runs;
using Pragmatika.Engine.Signals;
using Pragmatika.Engine.Stores;
using Pragmatika.Tests.Architecture;
using Pragmatika.Tests.Support;

using static Pragmatika.Tests.Engine.Data.StoreHarness;

namespace Pragmatika.Tests.Engine.Data;

/// <summary>A new room takes part in a batch's transaction with a record and a writer of its own; nothing that commits batches knows its name.</summary>
public sealed class BatchPartTests
{
    private readonly Told _told = new();

    [Theory]
    [OnSqlite]
    [OnPostgreSql]
    [OnSqlServer]
    public async Task Commit_PartOfANewRoom_IsStoredAfterTheLinksAndTold(SqlEngine engine)
    {
        await using var harness = await WithNotesAsync(engine);
        var (run, lease) = await harness.StartAsync();

        await harness.Store.CommitAsync(Batch(run, lease) with { Parts = [new NotePart("a", "b"), Links("k1", "k2")] }, default);

        (await NotesAsync(harness)).Should().Equal("main a 2", "main b 2");
        (await harness.Store.LinksAsync("main", "contacts", ["k1", "k2"], default)).Should().HaveCount(2);
        _told.All.Should().Equal(Happening.RunStarted, Happening.RunMoved, Happening.SchedulesChanged);
    }

    [Theory]
    [OnSqlite]
    [OnPostgreSql]
    [OnSqlServer]
    public async Task Commit_LeaseLost_LeavesNeitherLinksNorThePart(SqlEngine engine)
    {
        await using var harness = await WithNotesAsync(engine);
        var (late, lateLease) = await harness.StartAsync();
        harness.Time.Advance(Lease + TimeSpan.FromSeconds(1));
        await harness.StartAsync();

        var act = () => harness.Store.CommitAsync(Batch(late, lateLease) with { Parts = [Links("k1"), new NotePart("late")] }, default);

        await act.Should().ThrowAsync<LeaseLostException>();
        (await NotesAsync(harness)).Should().BeEmpty();
        (await harness.Store.LinksAsync("main", "contacts", ["k1"], default)).Should().BeEmpty();
    }

    [Theory]
    [OnSqlite]
    [OnPostgreSql]
    [OnSqlServer]
    public async Task Commit_LaterWriterThrows_TakesLinksAndThePartBackAndTheStoreGoesOn(SqlEngine engine)
    {
        await using var harness = await WithNotesAsync(engine);
        var (run, lease) = await harness.StartAsync();
        var batch = Batch(run, lease) with { Run = run with { Rows = 9 }, Parts = [Links("k1"), new NotePart("a")] };

        var act = () => harness.Store.CommitAsync(batch with { Parts = [new BreakingPart(), .. batch.Parts] }, default);

        (await act.Should().ThrowAsync<IOException>()).WithMessage("broken after 1 notes");
        (await NotesAsync(harness)).Should().BeEmpty();
        (await harness.Store.LinksAsync("main", "contacts", ["k1"], default)).Should().BeEmpty();
        (await harness.Store.RunAsync(run.Id, default))!.Rows.Should().Be(0);
        _told.All.Should().Equal(Happening.RunStarted);

        await harness.Store.CommitAsync(batch, default);
        (await NotesAsync(harness)).Should().Equal("main a 1");
    }

    [Theory]
    [OnSqlite(false)]
    [OnSqlite(true)]
    [OnPostgreSql(false)]
    [OnPostgreSql(true)]
    [OnSqlServer(false)]
    public async Task Commit_PartWithoutAWriter_IsRefusedByNameAndNothingIsWritten(SqlEngine engine, bool isEmpty)
    {
        await using var harness = await WithNotesAsync(engine);
        var (run, lease) = await harness.StartAsync();

        var act = () => harness.Store.CommitAsync(
            Batch(run, lease) with { Run = run with { Rows = 9 }, Parts = [Links("k1"), new NotePart("a"), new OrphanPart(isEmpty)], Journal = [harness.Entry("x")] }, default);

        (await act.Should().ThrowAsync<InvalidOperationException>()).WithMessage("*" + typeof(OrphanPart).FullName + "*");
        (await NotesAsync(harness)).Should().BeEmpty();
        (await harness.Store.RunAsync(run.Id, default))!.Rows.Should().Be(0);
        harness.Services.GetRequiredService<NoteWriter>().Prepared.Should().Be(0);
        await using var context = harness.Context();
        (await context.Scopes.CountAsync() + await context.Links.CountAsync() + await context.Journal.CountAsync()).Should().Be(0);
    }

    [Fact]
    public async Task Commit_EmptyPart_CostsNothingAndIsNoNews()
    {
        await using var harness = await WithNotesAsync(SqlEngine.Sqlite);
        var (run, lease) = await harness.StartAsync();

        await harness.Store.CommitAsync(Batch(run, lease) with { Parts = [new NotePart(), new LinkPart(), new RowPart()] }, default);

        harness.Services.GetRequiredService<NoteWriter>().Prepared.Should().Be(0);
        _told.All.Should().Equal(Happening.RunStarted, Happening.RunMoved);
        await using var context = harness.Context();
        (await context.Scopes.CountAsync()).Should().Be(0);
    }

    [Fact]
    public async Task TwoWriters_OfOnePart_AreRefusedByName()
    {
        await using var harness = await CreateAsync(SqlEngine.Sqlite, services => services.AddSingleton<IBatchPartWriter, LinkPartWriter>());

        var act = () => harness.Store;

        act.Should().Throw<InvalidOperationException>().WithMessage("*" + typeof(LinkPart).FullName + "*");
    }

    [Fact]
    public async Task EveryPartOfTheEngine_HasItsWriter_AndIsNamedByNoneOfThoseWhoCommit()
    {
        await using var harness = await CreateAsync(SqlEngine.Sqlite);
        var parts = typeof(IBatchPart).Assembly.GetTypes().Where(type => type.IsClass && type.IsAssignableTo(typeof(IBatchPart))).ToList();

        harness.Services.GetServices<IBatchPartWriter>().Select(writer => writer.Part).Should().BeEquivalentTo(parts);
        var names = parts.Select(part => part.FullName).ToHashSet();
        var committers = FloorsTests.Compiled().References.Where(reference => reference.From.Name is "BatchCommit" or "BatchWriter" or "BatchParts" or "EngineStore").ToList();
        committers.Should().Contain(reference => reference.To.Name == nameof(IBatchPart));
        committers.Where(reference => names.Contains(reference.To.Namespace + "." + reference.To.Name)).Should().BeEmpty();
    }

    private async Task<StoreHarness> WithNotesAsync(SqlEngine engine)
    {
        var harness = await CreateAsync(
            engine,
            services =>
            {
                NoteWriter.AddTo(services);
                services.Replace(ServiceDescriptor.Singleton<ISignals>(_told));
            });
        await using var context = harness.Context();
        await context.Database.ExecuteSqlRawAsync(NoteWriter.Table);
        return harness;
    }

    private static LinkPart Links(params string[] keys) => new() { Moved = [.. keys.Select((key, index) => Link(key, index + 1))] };

    private static async Task<List<string>> NotesAsync(StoreHarness harness)
    {
        await using var context = harness.Context();
        var notes = await context.Database.SqlQueryRaw<StoredNote>("SELECT exchange AS \"Exchange\", note AS \"Note\", links_seen AS \"LinksSeen\" FROM notes_of_the_test").ToListAsync();
        return [.. notes.Select(note => string.Create(CultureInfo.InvariantCulture, $"{note.Exchange} {note.Note} {note.LinksSeen}")).Order(StringComparer.Ordinal)];
    }

    private sealed record StoredNote(string Exchange, string Note, int LinksSeen);

    private sealed class Told : ISignals
    {
        private readonly ConcurrentQueue<Signal> _signals = new();

        public IEnumerable<Happening> All => _signals.Select(signal => signal.What);

        public void Tell(Signal signal) => _signals.Enqueue(signal);
    }
}
