namespace Pragmatika.Engine.Demo.Definition;

/// <summary>What the demo's definition must know of a provisioned portal.</summary>
/// <param name="CarTypeId">entityTypeId of the smart process of cars.</param>
/// <param name="Service">Pipeline of visits and work orders.</param>
/// <param name="NewCars">Pipeline of new car sales.</param>
/// <param name="UsedCars">Pipeline of used car sales.</param>
/// <param name="Insurance">Pipeline of policies.</param>
/// <param name="Fields">(entity, our field name such as <c>VIN</c>) → name of the user field in item naming.</param>
public sealed record DemoPortal(
    int CarTypeId,
    DemoPipeline Service,
    DemoPipeline NewCars,
    DemoPipeline UsedCars,
    DemoPipeline Insurance,
    IReadOnlyDictionary<(DemoEntity Entity, string Field), string> Fields)
{
    internal string Field(DemoEntity entity, string field) => Fields[(entity, field)];
}

/// <summary>A pipeline of deals; its stages are <c>C{Id}:NEW</c> and so on.</summary>
public sealed record DemoPipeline(int Id)
{
    public string Stage(string stage) => FormattableString.Invariant($"C{Id}:{stage}");
}

public enum DemoEntity
{
    Contact,
    Company,
    Deal,
    Car,
}
