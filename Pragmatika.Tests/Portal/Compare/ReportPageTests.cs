using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Pragmatika.Engine.Compare;
using Pragmatika.Engine.Runs;
using Pragmatika.Engine.Runs.Repair;
using Pragmatika.Engine.Runs.Verify;
using Pragmatika.Portal.Features.Compare;

namespace Pragmatika.Tests.Portal.Compare;

public sealed class ReportPageTests : PageContext
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private static readonly Guid Id = new("0193f0a0-0000-7000-8000-0000000000c2");

    public ReportPageTests()
    {
        Services.AddScoped<CompareStarter>();
        World.Compare.Put(
            new CompareReport
            {
                Id = Id,
                Exchange = "customers",
                StartedAt = TimeProvider.System.GetUtcNow(),
                EndedAt = TimeProvider.System.GetUtcNow(),
                StartedBy = "anna",
                State = RunState.NeedsPerson,
                Flows = new Dictionary<string, VerifyCounters> { ["contacts"] = new(9, 1, 0, 0, 2, 0) },
            },
            Finding(1, "c1", "phone"),
            Finding(2, "c2", "phone"),
            new CompareFinding { Number = 3, Kind = DifferenceKind.Missing, Flow = "contacts", Key = "c3" });
    }

    [Fact]
    public void Page_Findings_AreGroupedByFieldAndFlow()
    {
        var page = Render<ReportPage>(parameters => parameters.Add(report => report.Id, Id));

        var groups = page.WaitForElement("[data-testid=finding-groups] tbody tr", Patience).ParentElement!.ParentElement!.QuerySelectorAll("tbody tr");
        groups.Should().HaveCount(2);
        groups[0].TextContent.Should().Contain("contacts").And.Contain("2");
        groups[0].QuerySelector("a")!.GetAttribute("href").Should().Be($"/compare/{Id}?kind=different&flow=contacts&field=phone");
    }

    [Fact]
    public void Page_PhonesThatDiffer_ShowsBothSidesMaskedAlike()
    {
        var page = Render<ReportPage>(parameters => parameters.Add(report => report.Id, Id));

        var sides = page.WaitForElement("[data-key=c1]", Patience).QuerySelectorAll("dd");
        sides[0].TextContent.Should().Contain("+7 (921) ***-**-12");
        sides[1].TextContent.Should().Contain("+7 (921) ***-**-34");
    }

    private static CompareFinding Finding(long number, string key, string field) => new()
    {
        Number = number, Kind = DifferenceKind.Different, Flow = "contacts", Key = key, CrmId = number, Fields = [new(field, "+7 (921) ***-**-12", "+7 (921) ***-**-34")],
    };
}
