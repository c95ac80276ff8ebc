namespace Pragmatika.Engine.Demo.Generation;

/// <summary>Takes the cells of a row one after another, without boxing them.</summary>
internal interface ICellSink
{
    void Add(string? text);

    void Add(long number);

    void Add(int? number);

    void Add(bool flag);

    void Add(Guid? guid);

    void Add(DateTime? time);

    void Add(decimal? number);

    void Add(Sum? sum);
}

/// <summary>The columns of the exchange table that 1C fills, and their cells in the same order.</summary>
internal static class ExchangeCells
{
    public static readonly IReadOnlyList<string> Names =
    [
        nameof(ExchangeRow.RowId),
        nameof(ExchangeRow.ExtId),
        nameof(ExchangeRow.EntityKind),
        nameof(ExchangeRow.OrgCode),
        nameof(ExchangeRow.DealerCenterCode),
        nameof(ExchangeRow.DealerCenterName),
        nameof(ExchangeRow.ClientExtId),
        nameof(ExchangeRow.ClientType),
        nameof(ExchangeRow.LastName),
        nameof(ExchangeRow.FirstName),
        nameof(ExchangeRow.MiddleName),
        nameof(ExchangeRow.CompanyName),
        nameof(ExchangeRow.Inn),
        nameof(ExchangeRow.Kpp),
        nameof(ExchangeRow.Phone1),
        nameof(ExchangeRow.Phone2),
        nameof(ExchangeRow.Email),
        nameof(ExchangeRow.BirthDate),
        nameof(ExchangeRow.Gender),
        nameof(ExchangeRow.Address),
        nameof(ExchangeRow.ConsentPd),
        nameof(ExchangeRow.ConsentAds),
        nameof(ExchangeRow.ConsentDate),
        nameof(ExchangeRow.CarExtId),
        nameof(ExchangeRow.Vin),
        nameof(ExchangeRow.PlateNo),
        nameof(ExchangeRow.Brand),
        nameof(ExchangeRow.Model),
        nameof(ExchangeRow.CarYear),
        nameof(ExchangeRow.Mileage),
        nameof(ExchangeRow.DocNumber),
        nameof(ExchangeRow.DocDate),
        nameof(ExchangeRow.CloseDate),
        nameof(ExchangeRow.DocState),
        nameof(ExchangeRow.RepairKind),
        nameof(ExchangeRow.SumWorks),
        nameof(ExchangeRow.SumParts),
        nameof(ExchangeRow.SumTotal),
        nameof(ExchangeRow.PayerKind),
        nameof(ExchangeRow.SaleDate),
        nameof(ExchangeRow.SalePrice),
        nameof(ExchangeRow.PolicyKind),
        nameof(ExchangeRow.PolicyNo),
        nameof(ExchangeRow.PolicyEnd),
        nameof(ExchangeRow.Insurer),
        nameof(ExchangeRow.NextServiceDate),
        nameof(ExchangeRow.ManagerExtId),
        nameof(ExchangeRow.ManagerName),
        nameof(ExchangeRow.IsDeleted),
        nameof(ExchangeRow.ChangedAt1C),
    ];

    private static readonly string[] Kinds = ["CLIENT", "VISIT", "ORDER", "SALE", "POLICY"];

    public static void Write(ExchangeRow row, ICellSink sink)
    {
        sink.Add(row.RowId);
        sink.Add(row.ExtId);
        sink.Add(Kinds[(int)row.EntityKind]);
        sink.Add(row.OrgCode);
        sink.Add(row.DealerCenterCode);
        sink.Add(row.DealerCenterName);
        sink.Add(row.ClientExtId);
        sink.Add(row.ClientType);
        sink.Add(row.LastName);
        sink.Add(row.FirstName);
        sink.Add(row.MiddleName);
        sink.Add(row.CompanyName);
        sink.Add(row.Inn);
        sink.Add(row.Kpp);
        sink.Add(row.Phone1);
        sink.Add(row.Phone2);
        sink.Add(row.Email);
        sink.Add(row.BirthDate);
        sink.Add(row.Gender);
        sink.Add(row.Address);
        sink.Add(row.ConsentPd);
        sink.Add(row.ConsentAds);
        sink.Add(row.ConsentDate);
        sink.Add(row.CarExtId);
        sink.Add(row.Vin);
        sink.Add(row.PlateNo);
        sink.Add(row.Brand);
        sink.Add(row.Model);
        sink.Add(row.CarYear);
        sink.Add(row.Mileage);
        sink.Add(row.DocNumber);
        sink.Add(row.DocDate);
        sink.Add(row.CloseDate);
        sink.Add(row.DocState);
        sink.Add(row.RepairKind);
        sink.Add(row.SumWorks);
        sink.Add(row.SumParts);
        sink.Add(row.SumTotal);
        sink.Add(row.PayerKind);
        sink.Add(row.SaleDate);
        sink.Add(row.SalePrice);
        sink.Add(row.PolicyKind);
        sink.Add(row.PolicyNo);
        sink.Add(row.PolicyEnd);
        sink.Add(row.Insurer);
        sink.Add(row.NextServiceDate);
        sink.Add(row.ManagerExtId);
        sink.Add(row.ManagerName);
        sink.Add(row.IsDeleted);
        sink.Add(row.ChangedAt1C);
    }
}
