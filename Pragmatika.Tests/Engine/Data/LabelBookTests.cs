using Microsoft.Extensions.DependencyInjection;
using Pragmatika.Engine.Connectors.Sql;
using Pragmatika.Engine.Labels;
using Pragmatika.Tests.Support;
using Pragmatika.Tests.Support.Fakes;

namespace Pragmatika.Tests.Engine.Data;

public sealed class LabelBookTests
{
    [Theory]
    [OnSqlite]
    [OnPostgreSql]
    [OnSqlServer]
    public async Task Save_SameEntityAgain_TakesItsPlaceAndIsReadBackWhole(SqlEngine engine)
    {
        await using var harness = await StoreHarness.CreateAsync(engine);
        var labels = harness.Services.GetRequiredService<ILabelStore>();
        var cars = FakeLabels.Of("crm", "type:1030", 1030, "Автомобили", ("stageId", FakeLabels.Label("Стадия", "crm_status", ("DT1030_1:NEW", "Новая"))));

        await labels.SaveAsync(FakeLabels.Of("crm", "deal", 2, "Сделка", ("opportunity", FakeLabels.Label("Сумма", "double"))), CancellationToken.None);
        await labels.SaveAsync(cars with { Title = "Машины" }, CancellationToken.None);
        await labels.SaveAsync(cars, CancellationToken.None);

        var read = await labels.ListAsync(CancellationToken.None);
        read.Should().HaveCount(2);
        read.Single(one => one.Entity == "type:1030").Should().BeEquivalentTo(cars);
    }
}
