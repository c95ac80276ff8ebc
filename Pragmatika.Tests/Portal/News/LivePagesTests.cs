using Bunit;
using Pragmatika.Engine.Compare;
using Pragmatika.Engine.Delivery;
using Pragmatika.Engine.Runs;
using Pragmatika.Portal.Features.Compare;
using Pragmatika.Portal.Features.DeadLetters;
using Pragmatika.Portal.Features.Exchange;
using Pragmatika.Portal.Features.Exchanges;
using Pragmatika.Portal.Features.Plans;
using Pragmatika.Portal.Features.Questions;
using Pragmatika.Portal.Features.Schedules;
using Pragmatika.Portal.Shell;
using Pragmatika.Tests.Support.Fakes;

namespace Pragmatika.Tests.Portal.News;

/// <summary>What changes on the server shows on every open page, told by a signal; nobody reloads and nobody waits for a timer.</summary>
public sealed class LivePagesTests : PageContext
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public void Exchanges_RunEndsBadly_ChipFollows()
    {
        World.Exchanges.Add(FakeData.Customers());
        var page = Render<ExchangesPage>();
        page.WaitForElement("[data-exchange=customers]", Patience);

        World.Store.Put(FakeData.Run("customers", FakeData.Noon, RunState.Failed, default));

        page.WaitForElement("tr:has([data-exchange=customers]) [data-state=Failed]", Patience);
    }

    [Fact]
    public async Task Exchange_DefinitionSavedElsewhere_IsTheNewOne()
    {
        World.Exchanges.Add(FakeData.Customers());
        var page = Render<ExchangePage>(parameters => parameters.Add(one => one.Name, "customers"));
        page.WaitForElement("h1", Patience);

        await World.Exchanges.SaveAsync(FakeData.Customers() with { Title = "Люди" }, "oleg", default);

        page.WaitForAssertion(() => page.Find("h1").TextContent.Should().Be("Люди"), Patience);
    }

    [Fact]
    public async Task Schedules_StoppedByAnother_SayWho()
    {
        World.Exchanges.Add(FakeData.Customers());
        var page = Render<SchedulesPage>();
        page.WaitForElement("[data-exchange=customers]", Patience);

        await World.Schedules.PauseAllAsync(true, "oleg", default);

        page.WaitForElement("[data-testid=all-paused]", Patience).TextContent.Should().Contain("oleg");
    }

    [Fact]
    public void Comparison_Ends_BothPagesShowIt()
    {
        World.Exchanges.Add(FakeData.Customers());
        var report = new CompareReport { Id = Guid.NewGuid(), Exchange = "customers", StartedAt = FakeData.Noon, StartedBy = "anna", State = RunState.Running };
        World.Compare.Put(report);
        var list = Render<ComparePage>();
        var one = Render<ReportPage>(parameters => parameters.Add(page => page.Id, report.Id));
        one.WaitForAssertion(() => one.Find(".state").TextContent.Should().Contain("Сверка"), Patience);
        list.WaitForElement("[data-testid=reports]", Patience);

        World.Compare.Put(report with { State = RunState.Succeeded, EndedAt = FakeData.Noon.AddSeconds(5) });

        list.WaitForElement("[data-testid=reports] [data-state=Succeeded]", Patience);
        one.WaitForElement("h1 ~ [data-state=Succeeded]", Patience);
    }

    [Fact]
    public async Task Plan_DryRunMovesOn_ItsChangesAppear()
    {
        var run = FakeData.Run("customers", FakeData.Noon, RunState.Running, default) with { IsDryRun = true };
        World.Store.Put(run);
        var page = Render<PlanPage>(parameters => parameters.Add(one => one.Run, run.Id));
        page.WaitForElement(".state", Patience);

        await World.Planned.AppendAsync(run.Id, FakePlannedChanges.OneOfEach(), default);
        World.Store.Put(run with { Rows = 5 });

        page.WaitForElement("[data-testid=plan]", Patience);
    }

    [Fact]
    public void DeadLetters_OneComes_IsListed()
    {
        var page = Render<DeadLettersPage>();
        page.WaitForElement(".state", Patience);

        World.Store.Put(FakeData.Letter(7, FakeData.Noon, DeadLetterCause.Refused, "INVALID_ARG_VALUE", "Нет."));

        page.WaitForElement("[data-testid=letters] tbody a", Patience);
    }

    [Fact]
    public async Task Letter_AnotherOneIsSettled_TypedTextStays()
    {
        World.Store.Put(FakeData.Letter(7, FakeData.Noon, DeadLetterCause.Refused, "INVALID_ARG_VALUE", "Нет."));
        World.Store.Put(FakeData.Letter(8, FakeData.Noon, DeadLetterCause.Refused, "INVALID_ARG_VALUE", "Нет."));
        var page = Render<LetterPage>(parameters => parameters.Add(one => one.Id, 7));
        page.WaitForElement("[data-field=lastName]", Patience).Input("Иванов");

        await World.Store.SetDeadLetterStateAsync(8, DeadLetterState.Discarded, default);
        await World.Store.SetDeadLetterStateAsync(8, DeadLetterState.Open, default);
        page.Find("[data-field=lastName]").GetAttribute("value").Should().Be("Иванов");

        await World.Store.SetDeadLetterStateAsync(7, DeadLetterState.Discarded, default);
        page.WaitForElement(".page-head .chip:not([data-state=Open])", Patience);
        page.WaitForAssertion(() => page.Markup.Should().NotContain("Иванов"), Patience);
    }

    [Fact]
    public void Questions_OneComesWhileOneIsAnswered_TheChoiceStays()
    {
        World.Questions.Fill(FakeData.Noon);
        var page = Render<QuestionsPage>();
        page.WaitForElement("[data-question='1'] input[data-side=Crm]", Patience).Change(true);
        var before = page.FindAll("[data-question]").Count;

        World.Questions.Put(FakeQuestionService.Conflict(90, FakeData.Noon) with { Field = "name" });

        page.WaitForAssertion(() => page.Find(".tab-count").TextContent.Should().Be("4"), Patience);
        page.FindAll("[data-question]").Should().HaveCount(before);
        page.Find("[data-question='1'] .side-choice.chosen input").GetAttribute("data-side").Should().Be("Crm");
    }

    [Fact]
    public void Questions_OneComesBeforeAnythingIsChosen_IsShown()
    {
        World.Questions.Fill(FakeData.Noon);
        var page = Render<QuestionsPage>();
        page.WaitForElement("[data-question='1']", Patience);

        World.Questions.Put(FakeQuestionService.Conflict(90, FakeData.Noon) with { Field = "name" });

        page.WaitForElement("[data-question='90']", Patience);
    }

    [Fact]
    public void Badge_QuestionsComeAndGo_CountsThem()
    {
        var badge = Render<QuestionBadge>();

        World.Questions.Put(FakeQuestionService.Conflict(90, FakeData.Noon) with { Field = "name" });

        badge.WaitForAssertion(() => badge.Find("[data-testid=questions-badge] [aria-hidden]").TextContent.Should().Be("1"), Patience);
    }
}
