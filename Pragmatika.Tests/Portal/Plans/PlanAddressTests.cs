using Pragmatika.Engine.Runs.Planned;
using Pragmatika.Portal.Features.Plans;

namespace Pragmatika.Tests.Portal.Plans;

public sealed class PlanAddressTests
{
    private static readonly Guid Run = new("0193f0a0-0000-7000-8000-0000000000d1");

    [Fact]
    public void Address_WrittenAndRead_IsTheSame()
    {
        var address = new PlanAddress(Run) { Filter = new PlannedFilter { Kind = PlannedKind.Update, Flow = "deals", Text = "a b" }, After = 100 };

        address.ToString().Should().Be($"/runs/{Run}/plan?kind=update&flow=deals&q=a%20b&after=100");
        address.Export.Should().Be($"/runs/{Run}/plan.csv?kind=update&flow=deals&q=a%20b", "an export is not cut into pages");
        PlanAddress.Read(Run, "update", "deals", "a b", "100").Should().Be(address);
    }

    [Fact]
    public void Read_Nonsense_IsLeftOut() => PlanAddress.Read(Run, "77", " ", null, "-5").Should().Be(new PlanAddress(Run));
}
