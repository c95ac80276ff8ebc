using Pragmatika.Engine.Connectors.Bitrix;

namespace Pragmatika.Engine.Demo.Definition;

/// <summary>
/// Prepares a portal for the demo: the smart process of cars, user fields, pipelines with their stages. Makes only what is missing, so it may run again at any time.
/// Throws <see cref="BitrixException"/> when the portal refuses.
/// </summary>
public static class DemoProvisioning
{
    public static async Task<DemoPortal> PrepareAsync(IBitrixPortal portal, CancellationToken cancellationToken)
    {
        var calls = new DemoCalls(portal);
        var cars = await DemoCarType.EnsureAsync(calls, cancellationToken);
        await DemoUserFields.EnsureAsync(calls, cars, cancellationToken);
        var pipelines = new DemoPipelines(calls);
        await pipelines.ReadAsync(cancellationToken);
        var prepared = new DemoPortal(
            cars.EntityTypeId,
            await pipelines.EnsureAsync(DemoStages.Service, cancellationToken),
            await pipelines.EnsureAsync(DemoStages.NewCars, cancellationToken),
            await pipelines.EnsureAsync(DemoStages.UsedCars, cancellationToken),
            await pipelines.EnsureAsync(DemoStages.Insurance, cancellationToken),
            await DemoUserFields.NamesAsync(calls, cars, cancellationToken));
        portal.ForgetEntities();
        return prepared;
    }
}
