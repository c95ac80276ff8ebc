namespace Pragmatika.Engine.Demo.Generation;

/// <summary>One row as 1C writes it; the columns of the exchange itself keep their defaults. Names and meanings: docs/sql.</summary>
public sealed class ExchangeRow
{
    public required long RowId { get; init; }

    public required Guid ExtId { get; init; }

    public required EntityKind EntityKind { get; init; }

    public string? OrgCode { get; set; }

    public string? DealerCenterCode { get; set; }

    public string? DealerCenterName { get; set; }

    public Guid ClientExtId { get; set; }

    public string? ClientType { get; set; }

    public string? LastName { get; set; }

    public string? FirstName { get; set; }

    public string? MiddleName { get; set; }

    public string? CompanyName { get; set; }

    public string? Inn { get; set; }

    public string? Kpp { get; set; }

    public string? Phone1 { get; set; }

    public string? Phone2 { get; set; }

    public string? Email { get; set; }

    public DateTime? BirthDate { get; set; }

    public string? Gender { get; set; }

    public string? Address { get; set; }

    public bool ConsentPd { get; set; }

    public bool ConsentAds { get; set; }

    public DateTime? ConsentDate { get; set; }

    public Guid? CarExtId { get; set; }

    public string? Vin { get; set; }

    public string? PlateNo { get; set; }

    public string? Brand { get; set; }

    public string? Model { get; set; }

    public int? CarYear { get; set; }

    public string? Mileage { get; set; }

    public string? DocNumber { get; set; }

    public DateTime? DocDate { get; set; }

    public DateTime? CloseDate { get; set; }

    public string? DocState { get; set; }

    public string? RepairKind { get; set; }

    public Sum? SumWorks { get; set; }

    public Sum? SumParts { get; set; }

    public Sum? SumTotal { get; set; }

    public string? PayerKind { get; set; }

    public DateTime? SaleDate { get; set; }

    public decimal? SalePrice { get; set; }

    public string? PolicyKind { get; set; }

    public string? PolicyNo { get; set; }

    public DateTime? PolicyEnd { get; set; }

    public string? Insurer { get; set; }

    public DateTime? NextServiceDate { get; set; }

    public Guid ManagerExtId { get; set; }

    public string? ManagerName { get; set; }

    public bool IsDeleted { get; set; }

    public DateTime ChangedAt1C { get; set; }

    /// <summary>What is wrong with the row; not a column.</summary>
    public Defects Defects { get; set; }
}

public enum EntityKind
{
    Client,
    Visit,
    Order,
    Sale,
    Policy,
}

/// <summary>A sum, and the text in which 1C sent it when it did not send a number.</summary>
public readonly record struct Sum(decimal Amount, string? Text = null)
{
    private static readonly System.Globalization.NumberFormatInfo Comma = new() { NumberDecimalSeparator = "," };

    /// <summary>As a text column holds it, with a decimal comma.</summary>
    public string Printed => Text ?? Amount.ToString("0.00", Comma);
}
