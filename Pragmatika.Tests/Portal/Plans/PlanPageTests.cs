using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Pragmatika.Engine.Runs;
using Pragmatika.Engine.Runs.Planned;
using Pragmatika.Portal.Features.Plans;
using Pragmatika.Tests.Support.Fakes;

namespace Pragmatika.Tests.Portal.Plans;

/// <summary>A plan is looked through page by page: whole changes, no more lines than a browser lays out at once.</summary>
public sealed class PlanPageTests : PageContext
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Theory]
    [InlineData(230, 1)]
    [InlineData(10, 30)]
    [InlineData(1, 400)]
    public async Task Pages_OneAfterTheOther_ShowEveryChangeOnceAndWhole(int changes, int fields)
    {
        var run = FakeData.Run("customers", FakeData.Noon, RunState.Succeeded, default) with { IsDryRun = true };
        World.Store.Put(run);
        await World.Planned.AppendAsync(run.Id, [.. Enumerable.Range(1, changes).Select(number => Change(number, fields))], default);

        var shown = new List<string>();
        string? next = $"/runs/{run.Id}/plan";
        while (next is not null)
        {
            Services.GetRequiredService<NavigationManager>().NavigateTo(next);
            var page = Render<PlanPage>(parameters => parameters.Add(one => one.Run, run.Id));
            page.WaitForElement("[data-change]", Patience);
            var lines = page.FindAll("[data-change]").Select(line => line.GetAttribute("data-change")!).ToList();
            lines.Count.Should().BeLessThanOrEqualTo(Math.Max(200, fields));
            lines.CountBy(number => number).Should().OnlyContain(change => change.Value == fields);
            shown.AddRange(lines.Distinct());
            next = page.FindAll(".pager a").Select(link => link.GetAttribute("href")).FirstOrDefault(href => href!.Contains("after=", StringComparison.Ordinal));
        }

        shown.Should().Equal(Enumerable.Range(1, changes).Select(number => number.ToString(System.Globalization.CultureInfo.InvariantCulture)));
    }

    private static PlannedChange Change(long number, int fields) => new()
    {
        Number = number,
        Kind = PlannedKind.Create,
        Flow = "contacts",
        Key = "c" + number,
        Title = "Клиент " + number,
        Why = "нет в CRM",
        Changes = "{" + string.Join(",", Enumerable.Range(1, fields).Select(field => $"\"ufCrm{field}\":[null,\"{number}\"]")) + "}",
    };
}
