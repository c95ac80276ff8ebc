using Pragmatika.Engine.Delivery;
using Pragmatika.Engine.Runs;
using Pragmatika.Tests.Support;

namespace Pragmatika.Tests.EndToEnd.BadInput;

/// <summary>One value is wrong: only its record stops, with the reason, and lands once the row is mended.</summary>
public sealed class ValueTroubleTests : IAsyncLifetime
{
    private ExchangeRig _rig = null!;

    public async Task InitializeAsync() => _rig = await ExchangeRig.StartAsync();

    public async Task DisposeAsync() => await _rig.DisposeAsync();

    [Fact]
    public async Task ValueThatDoesNotParse_StopsOnlyItsRecord()
    {
        await _rig.SaveAsync(SourceTable.Definition());
        await _rig.AddOrdersAsync(60);
        await _rig.Table.ExecuteAsync("UPDATE Orders SET Amount = 'двадцать' WHERE Id = 7");

        var run = await _rig.RunAsync(BadInputRig.Exchange);

        run.State.Should().Be(RunState.NeedsPerson);
        run.Flows["deals"].Should().Be(new RunCounters(Created: 59, 0, 0, 0, 0, Rejected: 1, 0));
        await LetterShouldSayAsync(DeadLetterCause.Rejected, "opportunity");
        (await _rig.Table.ScalarAsync("SELECT Error FROM Orders WHERE Id = 7")).Should().BeOfType<string>().Which.Should().Contain("opportunity");
        await MendAsync("UPDATE Orders SET Amount = '20' WHERE Id = 7", orders: 60);
    }

    [Fact]
    public async Task TextLongerThanTheField_StopsOnlyItsRecordAndSaysHowLong()
    {
        await (await _rig.PortalAsync()).AddNoteFieldAsync();
        await _rig.SaveAsync(BadInputRig.WithDealRule("ufCrmNote", "ClientName"));
        await _rig.AddOrdersAsync(5);
        await _rig.Table.ExecuteAsync("UPDATE Orders SET ClientName = printf('%.*c', 50, 'x') WHERE Id = 2");

        var run = await _rig.RunAsync(BadInputRig.Exchange);

        run.State.Should().Be(RunState.NeedsPerson);
        run.Flows["deals"].Created.Should().Be(4);
        await LetterShouldSayAsync(null, "Заметка", "50", "40");
        await MendAsync("UPDATE Orders SET ClientName = 'Клиент 2' WHERE Id = 2", orders: 5);
    }

    [Fact]
    public async Task UnknownStage_StopsOnlyItsRecordAndNamesTheStage()
    {
        await _rig.SaveAsync(SourceTable.Definition());
        await _rig.AddOrdersAsync(5);
        await _rig.Table.ExecuteAsync("UPDATE Orders SET Stage = CASE WHEN Id = 4 THEN 'NO_SUCH_STAGE' ELSE 'NEW' END");

        var run = await _rig.RunAsync(BadInputRig.Exchange);

        run.State.Should().Be(RunState.NeedsPerson);
        run.Flows["deals"].Created.Should().Be(4);
        await LetterShouldSayAsync(null, "NO_SUCH_STAGE");
        await MendAsync("UPDATE Orders SET Stage = 'NEW' WHERE Id = 4", orders: 5);
    }

    private async Task LetterShouldSayAsync(DeadLetterCause? cause, params string[] words)
    {
        var letter = (await _rig.OpenLettersAsync()).Should().ContainSingle().Subject;
        letter.Flow.Should().Be("deals");
        letter.Message.Should().ContainAll(words);
        if (cause is not null)
        {
            letter.Cause.Should().Be(cause);
        }
    }

    private async Task MendAsync(string sql, int orders)
    {
        await _rig.Table.ExecuteAsync(sql);
        await _rig.ShouldRecoverAsync(orders);
        (await _rig.OpenLettersAsync()).Should().BeEmpty();
    }
}
