namespace Pragmatika.Engine.Demo.Generation;

/// <summary>A person or a company with a car, living through a few events.</summary>
internal sealed class Client
{
    public required long Index { get; init; }

    public required Guid ExtId { get; init; }

    /// <summary>The GUID under which a second card of the same client was made; null for most.</summary>
    public Guid? SecondExtId { get; init; }

    public required bool IsCompany { get; init; }

    public required DealerCentre Centre { get; init; }

    public required Manager Manager { get; init; }

    public string? LastName { get; init; }

    public string? FirstName { get; init; }

    public string? MiddleName { get; init; }

    public string? Gender { get; init; }

    public DateTime? BirthDate { get; init; }

    public string? CompanyName { get; init; }

    public string? Inn { get; init; }

    public string? Kpp { get; init; }

    /// <summary>Ten digits after +7.</summary>
    public required string Phone { get; init; }

    public string? SecondPhone { get; init; }

    /// <summary>Index of the way the number is usually written.</summary>
    public required int Hand { get; init; }

    public string? Email { get; init; }

    public required string Address { get; init; }

    public required bool ConsentAds { get; init; }

    public required Car Car { get; init; }

    public required bool IsCarOfAnother { get; init; }

    public required int Events { get; init; }

    /// <summary>How many of the events have become rows.</summary>
    public int Done { get; set; }

    public DateTime? FirstSeen { get; set; }

    public int Mileage { get; set; }

    public bool HasYo { get; init; }
}
