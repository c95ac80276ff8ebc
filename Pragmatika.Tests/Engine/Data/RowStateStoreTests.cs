using Pragmatika.Engine.Connectors.Sql;
using Pragmatika.Engine.Links;
using Pragmatika.Tests.Support;
using static Pragmatika.Tests.Engine.Data.StoreHarness;

namespace Pragmatika.Tests.Engine.Data;

public sealed class RowStateStoreTests
{
    [Theory]
    [OnSqlite]
    [OnPostgreSql]
    [OnSqlServer]
    public async Task RowStates_KeysOfEveryShape_StayApart(SqlEngine engine)
    {
        await using var harness = await CreateAsync(engine);
        string[] keys = ["7", "07", "007", "-7", "7.0", "0", "9223372036854775807", "92233720368547758070", "A|1", "a|1", "ё", "Ё", "😀", "\uFFFD", "7 ", "k'; --"];
        await CommitAsync(harness, keys.Select((key, index) => new RowState(key, [.. Enumerable.Repeat((byte)index, 16)], "0")));

        var states = await harness.Store.RowStatesAsync("main", [.. keys.Reverse(), "7", "77", "absent"], CancellationToken.None);

        states.Should().HaveCount(keys.Length);
        keys.Select(key => states[key].Fingerprint[0]).Should().Equal(Enumerable.Range(0, keys.Length).Select(index => (byte)index));
        states.Should().OnlyContain(pair => pair.Key == pair.Value.RowKey);
    }

    [Theory]
    [OnSqlite]
    [OnPostgreSql]
    [OnSqlServer]
    public async Task RowStates_AnyMixOfDenseAndSparseKeys_FindsExactlyWhatIsThere(SqlEngine engine)
    {
        await using var harness = await CreateAsync(engine);
        var random = new Random(11);
        var stored = Enumerable.Range(1, 4000).Where(_ => random.Next(3) > 0).Select(number => number % 2 == 0 ? $"{number}" : $"row-{number:D5}").ToHashSet();
        await CommitAsync(harness, stored.Select(key => new RowState(key, new byte[16], key.Length % 2 == 0 ? "0" : "15")));

        for (var round = 0; round < 20; round++)
        {
            var from = random.Next(4000);
            var step = random.Next(1, 40);
            var asked = Enumerable.Range(0, 500).Select(index => from + (index * step)).SelectMany(number => new[] { $"{number}", $"row-{number:D5}" }).ToList();

            var states = await harness.Store.RowStatesAsync("main", asked, CancellationToken.None);

            states.Keys.Should().BeEquivalentTo(asked.Where(stored.Contains));
            states.Values.All(state => state.Outcomes == (state.RowKey.Length % 2 == 0 ? "0" : "15")).Should().BeTrue();
        }
    }

    [Theory]
    [OnSqlite]
    [OnPostgreSql]
    [OnSqlServer]
    public async Task RowStates_WrittenAgain_AreReplacedAndOtherExchangesUntouched(SqlEngine engine)
    {
        await using var harness = await CreateAsync(engine);
        await CommitAsync(harness, [new RowState("1", new byte[16], "0"), new RowState("x", new byte[16], "0")]);
        await CommitAsync(harness, [new RowState("1", new byte[16], "6")], "other");
        await CommitAsync(harness, [new RowState("1", new byte[16], "1"), new RowState("x", new byte[16], "4"), new RowState("x", new byte[16], "2")]);

        var states = await harness.Store.RowStatesAsync("main", ["1", "x"], CancellationToken.None);

        states["1"].Outcomes.Should().Be("1");
        states["x"].Outcomes.Should().Be("2");
        (await harness.Store.RowStatesAsync("other", ["1"], CancellationToken.None))["1"].IsSettled.Should().BeFalse();
        (await harness.Store.RowStatesAsync("nobody", ["1"], CancellationToken.None)).Should().BeEmpty();
        (await harness.Store.RowStatesAsync("main", [], CancellationToken.None)).Should().BeEmpty();
    }

    private static async Task CommitAsync(StoreHarness harness, IEnumerable<RowState> rows, string exchange = "main")
    {
        var (run, lease) = await harness.StartAsync(exchange);
        await harness.Store.CommitAsync(Batch(run, lease) with { Parts = [new RowPart { Met = [.. rows] }] }, CancellationToken.None);
        await harness.Store.EndRunAsync(run, lease.Fence, true, CancellationToken.None);
    }
}
