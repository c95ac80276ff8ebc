using Bunit;
using Pragmatika.Engine.Runs;
using Pragmatika.Portal.Features.Exchange;
using Pragmatika.Tests.Support.Fakes;

namespace Pragmatika.Tests.Portal.Exchange;

public sealed class ExchangePageTests : PageContext
{
    [Fact]
    public async Task Run_Pressed_CountersMoveUntilTheEnd()
    {
        World.Exchanges.Add(FakeData.Customers());
        var page = Open("customers");
        page.WaitForElement("[data-testid=run-start]").Click();
        page.WaitForElement("[data-testid=progress]");
        var run = (await World.Store.RunsAsync("customers", 1, default))[0];

        World.Runs.Report(run with { Rows = 700, RowsExpected = 1000, Flows = Created(650) });

        page.WaitForAssertion(() => page.Find("[data-testid=count-created] dd").TextContent.Should().Be("650"), TimeSpan.FromSeconds(10));
        World.Runs.Report(run with { State = RunState.Succeeded, EndedAt = run.StartedAt.AddSeconds(2), Rows = 1000, Flows = Created(1000) });
        page.WaitForAssertion(() => page.FindAll("[data-testid=progress]").Should().BeEmpty(), TimeSpan.FromSeconds(10));
        page.Find("[data-testid=run-details] [data-state]").GetAttribute("data-state").Should().Be(nameof(RunState.Succeeded));
    }

    [Theory]
    [InlineData("run-start", RunMode.Incremental, false)]
    [InlineData("run-full", RunMode.Full, false)]
    [InlineData("run-dry", RunMode.Incremental, true)]
    public void Button_Pressed_AsksForThatRun(string button, RunMode mode, bool dry)
    {
        World.Exchanges.Add(FakeData.Customers());

        Open("customers").WaitForElement($"[data-testid={button}]").Click();

        World.Runs.Started.Should().ContainSingle(request => request.Mode == mode && request.DryRun == dry);
    }

    [Fact]
    public void Cancel_Pressed_AsksTheRunToStop()
    {
        World.Exchanges.Add(FakeData.Customers());
        var run = FakeData.Run("customers", FakeData.Noon, RunState.Running, default);
        World.Runs.Report(run);

        Open("customers").WaitForElement("[data-testid=run-cancel]").Click();

        World.Runs.Cancelled.Should().Equal(run.Id);
    }

    [Fact]
    public void Page_DefinitionInvalid_ListsEveryMistakeWithItsRemedy()
    {
        World.Exchanges.Add(FakeData.Customers());
        World.Validator.Problems = [new("flows[1].rules[0].field", "Нет поля lastNam.", "Выберите lastName."), new("source.table", "Нет таблицы.", "Проверьте имя.")];

        var problems = Open("customers").WaitForElement("[data-testid=problems]");

        problems.QuerySelectorAll("li").Should().HaveCount(2);
        problems.TextContent.Should().Contain("flows[1].rules[0].field").And.Contain("Выберите lastName.");
    }

    [Fact]
    public void Run_ThatHeardTheCrm_ShowsEchoesAndNearMisses()
    {
        World.Exchanges.Add(FakeData.Customers());
        World.Store.Put(FakeData.Run("customers", FakeData.Noon, RunState.Succeeded, new RunCounters(0, 0, 12, 0, 0, 0, 0) { Echoes = 11, NearMisses = 1 }));

        Open("customers").WaitForElement("[data-testid=echoes]").TextContent.Should().Contain("узнано: 11").And.Contain("почти своих: 1");
    }

    [Fact]
    public void Page_NobodyKnowsTheName_SaysSo() => Open("nope").WaitForElement(".state").TextContent.Should().Contain("nope");

    private IRenderedComponent<ExchangePage> Open(string name) => Render<ExchangePage>(page => page.Add(parameters => parameters.Name, name));

    private static Dictionary<string, RunCounters> Created(long count) => new() { ["contacts"] = new RunCounters(count, 0, 0, 0, 0, 0, 0) };
}
