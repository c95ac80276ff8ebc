using Pragmatika.Engine.Exchanges;
using Pragmatika.Engine.Runs;
using Pragmatika.Portal.Features.Exchange;
using Pragmatika.Portal.Features.Runs;
using Pragmatika.Tests.Support.Fakes;

namespace Pragmatika.Tests.Portal.Exchange;

public sealed class ExchangeViewTests
{
    private static readonly RunRecord Old = FakeData.Run("customers", FakeData.Noon.AddHours(-1), RunState.Succeeded, new RunCounters(5, 0, 0, 0, 0, 0, 0));
    private static readonly RunRecord Running = FakeData.Run("customers", FakeData.Noon, RunState.Running, default) with { Rows = 500, RowsExpected = 1000 };

    private readonly ExchangeView _view = new(new StoredExchange("customers", string.Empty, 1, FakeData.Customers(), FakeData.Noon, "anna"));

    [Fact]
    public void Stopped_ByTheFuse_StaysUntilARealRunComesAfterIt()
    {
        var blown = Old with { Id = Guid.NewGuid(), State = RunState.FuseBlown };
        _view.Take([Old with { Id = Guid.NewGuid(), IsDryRun = true }, Old with { Id = Guid.NewGuid(), Mode = RunMode.Keys }, blown, Old], FakeData.Noon);
        _view.Stopped.Should().Be(blown);

        _view.Take([Running, blown, Old], FakeData.Noon);
        _view.Stopped.Should().BeNull("a run is under way");

        _view.Take([Running with { State = RunState.Succeeded }, blown, Old], FakeData.Noon);
        _view.Stopped.Should().BeNull();
    }

    [Fact]
    public void Title_None_IsTheName() => _view.Title.Should().Be("customers");

    [Fact]
    public void Take_StoreLagsBehindTheWatcher_KeepsTheNewerFigures()
    {
        _view.Take(Running, FakeData.Noon);

        _view.Take([Running with { Rows = 100 }, Old], FakeData.Noon);

        _view.Current!.Rows.Should().Be(500);
        _view.Current!.Share.Should().Be(0.5);
    }

    [Fact]
    public void Take_RunEnded_IsNoLongerCurrent()
    {
        _view.Take(Running, FakeData.Noon);

        _view.Take(Running with { State = RunState.Succeeded, Rows = 1000 }, FakeData.Noon);
        _view.Take([Running, Old], FakeData.Noon);

        _view.Current.Should().BeNull();
        _view.Shown!.Rows.Should().Be(1000);
    }

    [Fact]
    public void Take_NewRunStarts_ShowsIt()
    {
        _view.Take([Old], FakeData.Noon);

        _view.Take(Running, FakeData.Noon);

        _view.Shown!.Id.Should().Be(Running.Id);
    }

    [Fact]
    public void View_OfANewerDefinition_KeepsWhatWasSeenOfTheRuns()
    {
        _view.Take(Running, FakeData.Noon);

        var newer = new ExchangeView(new StoredExchange("customers", "Люди", 2, FakeData.Customers(), FakeData.Noon, "anna"), _view);

        newer.Title.Should().Be("Люди");
        newer.Current!.Id.Should().Be(Running.Id);
    }
}
