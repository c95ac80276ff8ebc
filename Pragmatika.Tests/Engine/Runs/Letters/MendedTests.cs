using Pragmatika.Engine.Delivery;
using Pragmatika.Engine.Exchanges;
using Pragmatika.Engine.Mapping;
using Pragmatika.Engine.Runs;
using Pragmatika.Engine.Runs.Letters;
using Pragmatika.Engine.Runs.Rows;

namespace Pragmatika.Tests.Engine.Runs.Letters;

/// <summary>What a person put in place of a bad value holds as long as the row has that value; over the real engine and the sandbox.</summary>
public sealed class MendedTests
{
    private static readonly Dictionary<string, string?> Right = new() { ["opportunity"] = "100,25" };

    [Fact]
    public async Task FullRun_RowStillHoldsTheBadValue_TakesTheMendedOneAndAsksNobodyAgain()
    {
        await using var pair = await RunPair.StartAsync();
        await pair.Table.AddAsync(1, "c1", "Анна", "89210000001", "o1", "сто рублей");
        await MendAsync(pair, Right);

        // Another column changes: the row is mapped anew, and still holds what cannot be read.
        await pair.Table.ExecuteAsync("UPDATE Orders SET ClientName = 'Анна Мария' WHERE Id = 1");
        var run = await pair.RunAsync(mode: RunMode.Full);

        run.Flows["deals"].Unchanged.Should().Be(1);
        run.Total.Rejected.Should().Be(0);
        (await OpenAsync(pair)).Should().BeEmpty();
        (await pair.ValueAsync("deals", "o1", "opportunity")).Should().Be("100.25");
    }

    [Fact]
    public async Task FullRun_RowHoldsAnotherBadValue_AsksAgain()
    {
        await using var pair = await RunPair.StartAsync();
        await pair.Table.AddAsync(1, "c1", "Анна", "89210000001", "o1", "сто рублей");
        await MendAsync(pair, Right);

        await pair.Table.ExecuteAsync("UPDATE Orders SET Amount = 'двести' WHERE Id = 1");
        await pair.RunAsync(mode: RunMode.Full);

        (await OpenAsync(pair)).Should().ContainSingle().Which.Payload.Should().Contain("двести");
    }

    [Fact]
    public async Task FullRun_RowWasPutRight_TakesTheRow()
    {
        await using var pair = await RunPair.StartAsync();
        await pair.Table.AddAsync(1, "c1", "Анна", "89210000001", "o1", "сто рублей");
        await MendAsync(pair, Right);

        await pair.Table.ExecuteAsync("UPDATE Orders SET Amount = '300' WHERE Id = 1");
        await pair.RunAsync(mode: RunMode.Full);

        (await OpenAsync(pair)).Should().BeEmpty();
        (await pair.ValueAsync("deals", "o1", "opportunity")).Should().Be("300");
    }

    [Fact]
    public async Task Letter_Sent_SaysByWhomWithWhatAndWhereItLanded()
    {
        await using var pair = await RunPair.StartAsync();
        await pair.Table.AddAsync(1, "c1", "Анна", "89210000001", "o1", "сто рублей");
        var id = await MendAsync(pair, Right);

        var letter = (await pair.Rig.Store.DeadLetterAsync(id, default))!;

        letter.State.Should().Be(DeadLetterState.Replayed);
        letter.Payload.Should().Be("""{"opportunity":"сто рублей"}""");
        letter.Mended.Should().BeEquivalentTo(new { By = "anna", Values = Right });
        letter.Mended!.CrmId.Should().Be((await pair.ItemAsync("deals", "o1"))!.Id);
    }

    [Fact]
    public async Task Write_RuleGoesBothWays_PutsTheTextIntoTheRow()
    {
        await using var pair = await RunPair.StartAsync(BothWays);
        await pair.Table.AddAsync(1, "c1", "Анна", "89210000001", "o1", "сто рублей");
        await pair.RunAsync();
        var letter = (await OpenAsync(pair)).Single();
        var desk = pair.Rig.Service<IRowDesk>();

        (await desk.WritableAsync(letter.Id, default)).Should().Equal(new Dictionary<string, string> { ["opportunity"] = "Amount" });
        (await desk.WriteAsync(letter.Id, Right, "anna", default)).Should().BeTrue();

        (await pair.Table.ScalarAsync("SELECT Amount FROM Orders WHERE Id = 1")).Should().Be("100,25");
        await pair.RunAsync();
        (await OpenAsync(pair)).Should().BeEmpty();
        (await desk.WriteAsync(letter.Id, Right, "anna", default)).Should().BeFalse("the row holds something else by now");
    }

    [Fact]
    public async Task Writable_RuleGoesToTheCrmOnly_OffersNothing()
    {
        await using var pair = await RunPair.StartAsync();
        await pair.Table.AddAsync(1, "c1", "Анна", "89210000001", "o1", "сто рублей");
        await pair.RunAsync();
        var letter = (await OpenAsync(pair)).Single();

        (await pair.Rig.Service<IRowDesk>().WritableAsync(letter.Id, default)).Should().BeEmpty();
        (await pair.Rig.Service<IRowDesk>().WriteAsync(letter.Id, Right, "anna", default)).Should().BeFalse();
        (await pair.Table.ScalarAsync("SELECT Amount FROM Orders WHERE Id = 1")).Should().Be("сто рублей");
    }

    [Fact]
    public async Task Look_RowOfALetter_ShowsWhoseItIs()
    {
        await using var pair = await RunPair.StartAsync();
        await pair.Table.AddAsync(1, "c1", "Анна", "89210000001", "o1", "сто рублей");
        await pair.RunAsync();
        var desk = pair.Rig.Service<IRowDesk>();

        var look = (await desk.LookAsync("orders", "1", default))!;

        look.Records.Should().ContainSingle().Which.Should().BeEquivalentTo(new { Flow = "contacts", Key = "c1", Title = "Анна", CrmId = (long?)(await pair.ItemAsync("contacts", "c1"))!.Id });
        look.Cells.Should().Contain(new RowCell("Amount", "сто рублей")).And.NotContain(cell => cell.Column == "Stage");
        (await desk.TitlesAsync("orders", ["1", "2"], default)).Should().Equal(new Dictionary<string, string> { ["1"] = "Анна" });
        (await desk.LookAsync("orders", "77", default)).Should().BeNull();
        (await desk.CandidatesAsync("orders", "contacts", [look.Records[0].CrmId!.Value, 4711], default)).Should().ContainSingle().Which.Values.Should().Contain("name", "Анна");
    }

    [Theory]
    [InlineData("""{"a":"1"}""")]
    [InlineData("""{"a":null,"b":2}""")]
    public void Payload_Mended_ComesApartAgain(string values)
    {
        var mending = new Mending(new Dictionary<string, string?> { ["a"] = "2", ["b"] = null }, "anna", new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero), 17);

        var (read, mended) = LetterPayload.Split(LetterPayload.With(values, mending));

        read.Should().Be(values);
        mended.Should().BeEquivalentTo(mending);
        LetterPayload.Split("not json $mended").Should().Be(("not json $mended", null));
    }

    private static ExchangeDefinition BothWays(ExchangeDefinition definition) => definition with
    {
        Flows = [.. definition.Flows.Select(flow => flow with { Rules = [.. flow.Rules.Select(rule => rule.Field == "opportunity" ? rule with { Direction = Direction.Both } : rule)] })],
    };

    private static async Task<long> MendAsync(RunPair pair, Dictionary<string, string?> edited)
    {
        await pair.RunAsync();
        var letter = (await OpenAsync(pair)).Single();
        (await pair.Rig.Service<IDeadLetterService>().ReplayAsync(letter.Id, edited, null, "anna", default)).Landed.Should().BeTrue();
        return letter.Id;
    }

    private static Task<IReadOnlyList<DeadLetter>> OpenAsync(RunPair pair) => pair.Rig.Store.DeadLettersAsync("orders", DeadLetterState.Open, null, 0, 10, default);
}
