using Pragmatika.Engine.Connectors.Sql;
using Pragmatika.Engine.Delivery;
using Pragmatika.Engine.Runs;
using Pragmatika.Tests.Support;

using static Pragmatika.Tests.Engine.Data.StoreHarness;

namespace Pragmatika.Tests.Engine.Data;

public sealed class DeadLetterTests
{
    internal static DeadLetter Letter(RunRecord run, string key, string code = "CRM_FIELD_ERROR", string flow = "contacts", string message = "Поле не принято") => new()
    {
        Exchange = run.Exchange,
        Flow = flow,
        Key = key,
        RowKey = "row " + key,
        RunId = run.Id,
        Cause = DeadLetterCause.Refused,
        Code = code,
        Message = message,
        Payload = """{"name":"Анна"}""",
        FirstAt = run.StartedAt,
        LastAt = run.StartedAt,
        Candidates = [17, 90],
    };

    [Theory]
    [OnSqlite]
    [OnPostgreSql]
    [OnSqlServer]
    public async Task Parked_SameRecordFailsAgain_KeepsOneLetterAndCounts(SqlEngine engine)
    {
        await using var harness = await CreateAsync(engine);
        var (run, lease) = await harness.StartAsync();
        await harness.Store.CommitAsync(Batch(run, lease) with { Parts = [new LetterPart { Parked = [Letter(run, "k1"), Letter(run, "k2")] }] }, CancellationToken.None);
        var later = run.StartedAt.AddHours(1);

        await harness.Store.CommitAsync(
            Batch(run, lease) with { Parts = [new LetterPart { Parked = [Letter(run, "k1", "NEW_CODE", message: "Иначе") with { FirstAt = later, LastAt = later }] }] }, CancellationToken.None);

        var letters = await OpenAsync(harness);
        letters.Should().HaveCount(2);
        letters[0].Should().BeEquivalentTo(Letter(run, "k1", "NEW_CODE", message: "Иначе") with { Id = letters[0].Id, Attempts = 2, LastAt = later });
        (await harness.Store.DeadLetterAsync(letters[0].Id, CancellationToken.None))!.Candidates.Should().Equal(17, 90);
    }

    [Theory]
    [OnSqlite]
    [OnPostgreSql]
    [OnSqlServer]
    public async Task Landed_LaterRunDelivers_ResolvesOnlyThatLetter(SqlEngine engine)
    {
        await using var harness = await CreateAsync(engine);
        var (run, lease) = await harness.StartAsync();
        await harness.Store.CommitAsync(
            Batch(run, lease) with { Parts = [new LetterPart { Parked = [Letter(run, "k1"), Letter(run, "k2"), Letter(run, "k1", flow: "deals")] }] }, CancellationToken.None);

        await harness.Store.CommitAsync(
            Batch(run, lease) with { Parts = [new LetterPart { Landed = [("contacts", "k1"), .. Enumerable.Range(0, 1200).Select(index => ("contacts", $"other {index}"))] }] }, CancellationToken.None);

        (await OpenAsync(harness)).Select(letter => (letter.Flow, letter.Key)).Should().BeEquivalentTo([("contacts", "k2"), ("deals", "k1")]);
        var all = await harness.Store.DeadLettersAsync("main", null, null, 0, 10, CancellationToken.None);
        all.Should().HaveCount(3);
        all[2].State.Should().Be(DeadLetterState.Resolved, "open letters come first");
    }

    [Theory]
    [OnSqlite]
    [OnPostgreSql]
    [OnSqlServer]
    public async Task Parked_AfterOneWasClosed_OpensANewLetter(SqlEngine engine)
    {
        await using var harness = await CreateAsync(engine);
        var (run, lease) = await harness.StartAsync();
        await harness.Store.CommitAsync(Batch(run, lease) with { Parts = [new LetterPart { Parked = [Letter(run, "k1")] }] }, CancellationToken.None);
        var first = (await OpenAsync(harness)).Single();
        await harness.Store.SetDeadLetterStateAsync(first.Id, DeadLetterState.Discarded, CancellationToken.None);

        await harness.Store.CommitAsync(Batch(run, lease) with { Parts = [new LetterPart { Parked = [Letter(run, "k1"), Letter(run, "k1")] }] }, CancellationToken.None);

        var again = (await OpenAsync(harness)).Should().ContainSingle().Subject;
        again.Id.Should().NotBe(first.Id);
        again.Attempts.Should().Be(2);
        (await harness.Store.DeadLetterAsync(first.Id, CancellationToken.None))!.State.Should().Be(DeadLetterState.Discarded);
    }

    [Theory]
    [OnSqlite]
    [OnPostgreSql]
    [OnSqlServer]
    public async Task Groups_ManyLetters_CountByExchangeAndCode(SqlEngine engine)
    {
        await using var harness = await CreateAsync(engine);
        var (run, lease) = await harness.StartAsync();
        var (other, otherLease) = await harness.StartAsync("other");
        await harness.Store.CommitAsync(
            Batch(run, lease) with { Parts = [new LetterPart { Parked = [.. Enumerable.Range(0, 120).Select(index => Letter(run, $"k{index}", index < 20 ? "RARE" : "COMMON"))] }] }, CancellationToken.None);
        await harness.Store.CommitAsync(Batch(other, otherLease) with { Parts = [new LetterPart { Parked = [Letter(other, "k1", "RARE")] }] }, CancellationToken.None);

        (await harness.Store.DeadLetterGroupsAsync("main", CancellationToken.None)).Should().Equal(
            new DeadLetterGroup("main", "COMMON", DeadLetterCause.Refused, 100), new DeadLetterGroup("main", "RARE", DeadLetterCause.Refused, 20));
        (await harness.Store.DeadLetterGroupsAsync(null, CancellationToken.None)).Should().HaveCount(3);
        (await harness.Store.DeadLettersAsync("main", DeadLetterState.Open, "RARE", 15, 50, CancellationToken.None)).Should().HaveCount(5);
    }

    private static Task<IReadOnlyList<DeadLetter>> OpenAsync(StoreHarness harness) =>
        harness.Store.DeadLettersAsync("main", DeadLetterState.Open, null, 0, 100, CancellationToken.None);
}
