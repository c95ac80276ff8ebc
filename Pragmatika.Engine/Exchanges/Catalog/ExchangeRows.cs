namespace Pragmatika.Engine.Exchanges.Catalog;

public sealed class ExchangeRow
{
    public required string Name { get; set; }

    public required string Title { get; set; }

    /// <summary>The newest version.</summary>
    public int Version { get; set; }

    public bool IsDeleted { get; set; }
}

public sealed class ExchangeVersionRow
{
    public required string Name { get; set; }

    public int Version { get; set; }

    public required string Definition { get; set; }

    public DateTimeOffset SavedAt { get; set; }

    public required string SavedBy { get; set; }
}
