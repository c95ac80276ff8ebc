namespace Pragmatika.Sandbox.Store;

/// <summary>One product row of a deal, lead or smart process item (reference 6.4). Prices are in the owner's currency.</summary>
public sealed class ProductRow
{
    public required int Id { get; init; }

    public required string OwnerType { get; init; }

    public required int OwnerId { get; init; }

    public int ProductId { get; set; }

    public string ProductName { get; set; } = "";

    public double Price { get; set; }

    public double Quantity { get; set; } = 1;

    public int DiscountTypeId { get; set; } = 2;

    public double DiscountRate { get; set; }

    public double DiscountSum { get; set; }

    public double? TaxRate { get; set; }

    public bool TaxIncluded { get; set; }

    public int MeasureCode { get; set; } = 796;

    public string MeasureName { get; set; } = "шт";

    public int Sort { get; set; }

    public string XmlId { get; set; } = "";

    public int Type { get; set; } = 1;

    /// <summary>Price without tax, after discount.</summary>
    public double PriceExclusive => TaxIncluded && TaxRate is { } rate ? Price / (1 + (rate / 100)) : Price;
}
