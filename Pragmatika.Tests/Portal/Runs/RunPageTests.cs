using Bunit;
using Pragmatika.Engine.Runs;
using Pragmatika.Portal.Features.Runs;
using Pragmatika.Tests.Support.Fakes;

namespace Pragmatika.Tests.Portal.Runs;

public sealed class RunPageTests : PageContext
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public void Page_RunOfAnotherProcess_MovesWithTheNews()
    {
        World.Exchanges.Add(FakeData.Customers());
        var run = FakeData.Run("customers", FakeData.Noon, RunState.Running, default);
        World.Store.Put(run);
        var page = Open(run.Id);
        page.WaitForElement("[data-testid=progress]", Patience);

        World.Store.Put(run with { Rows = 700 });
        page.WaitForAssertion(() => page.Find("[data-testid=count-rows] dd").TextContent.Should().Be("700"), Patience);
        World.Store.Put(run with { State = RunState.Succeeded, Rows = 1000, EndedAt = FakeData.Noon.AddMinutes(1) });

        page.WaitForAssertion(() => page.FindAll("[data-testid=progress]").Should().BeEmpty(), Patience);
        page.Find("[data-testid=run-details] [data-state]").GetAttribute("data-state").Should().Be(nameof(RunState.Succeeded));
    }

    [Fact]
    public void Page_StoppedRun_SaysWhatIsWrittenAndWhatIsNot()
    {
        World.Exchanges.Add(FakeData.Customers());
        var run = FakeData.Run("customers", FakeData.Noon, RunState.Cancelled, new RunCounters(5, 7, 0, 0, 0, 0, 0)) with { Rows = 400, RowsExpected = 1000 };
        World.Store.Put(run);

        var said = Open(run.Id).WaitForElement("[data-testid=stopped]", Patience).TextContent;

        said.Should().Contain("создано 5, изменено 7").And.Contain("400 из").And.Contain("остальные не тронуты");
    }

    [Fact]
    public void Page_ExchangeIsGone_ShowsItsRunAllTheSame()
    {
        var run = FakeData.Run("gone", FakeData.Noon, RunState.Succeeded, new RunCounters(1, 0, 0, 0, 0, 0, 0));
        World.Store.Put(run);

        Open(run.Id).WaitForElement("[data-testid=run-details]", Patience).TextContent.Should().Contain("Выполнен");
    }

    [Fact]
    public void Cancel_Pressed_AsksTheRunToStop()
    {
        World.Exchanges.Add(FakeData.Customers());
        var run = FakeData.Run("customers", FakeData.Noon, RunState.Running, default);
        World.Runs.Report(run);

        Open(run.Id).WaitForElement("[data-testid=run-cancel]", Patience).Click();

        World.Runs.Cancelled.Should().Equal(run.Id);
    }

    [Fact]
    public void Page_NoSuchRun_SaysSo() => Open(Guid.NewGuid()).WaitForElement(".state", Patience).TextContent.Should().Contain("Такого прогона нет");

    private IRenderedComponent<RunPage> Open(Guid id) => Render<RunPage>(page => page.Add(parameters => parameters.Id, id));
}
