namespace Pragmatika.Engine.Demo.Generation;

/// <summary>The dirt of real exchange tables. A row may carry several.</summary>
[Flags]
public enum Defects
{
    None = 0,

    TwoPhonesInOneField = 1,

    CyrillicInVin = 1 << 1,

    PaddedCodes = 1 << 2,

    /// <summary>The row names its client by a second GUID; the phone is the same.</summary>
    SecondClientGuid = 1 << 3,

    /// <summary>A name with ё written with е.</summary>
    YoAsYe = 1 << 4,

    SwappedNameParts = 1 << 5,

    CompanyInLastName = 1 << 6,

    /// <summary>0001-01-01 (plus the year offset), 1753-01-01 or 1900-01-01 instead of no date.</summary>
    EmptyDate = 1 << 7,

    /// <summary>Sums as text with a decimal comma and some group separator.</summary>
    SumAsText = 1 << 8,

    OrderWithoutCar = 1 << 9,

    /// <summary>The car belonged to another client in earlier rows.</summary>
    CarOfAnotherOwner = 1 << 10,

    NegativeCorrection = 1 << 11,

    /// <summary>Closed once, now open again: a close date with an open state.</summary>
    Reopened = 1 << 12,

    Deleted = 1 << 13,

    DateInFuture = 1 << 14,

    MileageLower = 1 << 15,

    /// <summary>A dealer centre code that no map knows.</summary>
    UnknownCentre = 1 << 16,

    /// <summary>The client's GUID as a careless cast of the bytes of 1C reads it; the phone is the same.</summary>
    GuidInOtherByteOrder = 1 << 17,
}

/// <summary>How many rows carry each defect.</summary>
public sealed class DefectCounts
{
    private static readonly Defects[] Kinds = [.. Enum.GetValues<Defects>().Where(kind => kind != Defects.None)];
    private readonly Dictionary<Defects, int> _counts = Kinds.ToDictionary(kind => kind, _ => 0);

    public int Rows { get; private set; }

    public int this[Defects kind] => _counts[kind];

    public static IReadOnlyList<Defects> All => Kinds;

    /// <summary>The share of the rows that carry the defect.</summary>
    public double Share(Defects kind) => Rows == 0 ? 0 : (double)_counts[kind] / Rows;

    internal void Add(Defects defects)
    {
        Rows++;
        foreach (var kind in Kinds)
        {
            if ((defects & kind) != Defects.None)
            {
                _counts[kind]++;
            }
        }
    }
}
