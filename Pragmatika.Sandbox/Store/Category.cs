namespace Pragmatika.Sandbox.Store;

/// <summary>A pipeline of deals or of a smart process.</summary>
public sealed class Category
{
    public required int Id { get; init; }

    public required int EntityTypeId { get; init; }

    public required string Name { get; set; }

    public int Sort { get; set; } = 500;

    public bool IsDefault { get; set; }

    public string OriginId { get; set; } = "";

    public string OriginatorId { get; set; } = "";
}
