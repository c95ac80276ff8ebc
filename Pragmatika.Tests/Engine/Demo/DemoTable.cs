using Pragmatika.Engine.Connectors.Sql;
using Pragmatika.Engine.Mapping;

namespace Pragmatika.Tests.Engine.Demo;

/// <summary>The exchange table's columns and rows for it without a database.</summary>
internal static class DemoTable
{
    public static readonly string[] Columns =
    [
        "RowId", "ExtId", "EntityKind", "OrgCode", "DealerCenterCode", "DealerCenterName", "ClientExtId", "ClientType", "LastName", "FirstName", "MiddleName", "CompanyName",
        "Inn", "Kpp", "Phone1", "Phone2", "Email", "BirthDate", "Gender", "Address", "ConsentPd", "ConsentAds", "ConsentDate", "CarExtId", "Vin", "PlateNo", "Brand", "Model",
        "CarYear", "Mileage", "DocNumber", "DocDate", "CloseDate", "DocState", "RepairKind", "SumWorks", "SumParts", "SumTotal", "PayerKind", "SaleDate", "SalePrice",
        "PolicyKind", "PolicyNo", "PolicyEnd", "Insurer", "NextServiceDate", "ManagerExtId", "ManagerName", "B24ContactId", "B24CompanyId", "B24DealId", "B24CarId", "B24Stage",
        "IsDeleted", "ChangedAt1C", "RowVer", "SyncStatus", "SyncAttempts", "SyncError", "SyncAt", "RowHash", "ReverseStatus", "ReverseAt",
    ];

    public static RowShape Shape { get; } = new(Columns);

    public static SqlTable Described { get; } =
        new("B24_Exchange", false, [.. Columns.Select(name => new SqlColumn(name, "text", IsNullable: true, name == "RowId", MaxLength: null))]);

    /// <summary>A work order of a person for a car, with the given cells instead.</summary>
    public static SourceRow Order(params (string Column, object? Value)[] cells)
    {
        var row = new SourceRow("1", null, new object?[Columns.Length], Shape);
        (string, object?)[] usual =
        [
            ("RowId", 1L), ("ExtId", "0e761abe-4e88-11f1-9c28-0050b666dffa"), ("EntityKind", "ORDER"), ("ClientExtId", "1E761ABE-4E88-11F1-9C28-0050B666DFFA"),
            ("ClientType", "ФизЛицо"), ("LastName", "Иванов"), ("FirstName", "Иван"), ("MiddleName", "Иванович"), ("Phone1", "8 (921) 123-45-67"),
            ("Email", "ivanov@example.com"), ("BirthDate", "1980-05-21 00:00:00"), ("Gender", "М"), ("ConsentPd", 1L), ("ConsentAds", 0L),
            ("Vin", "XTA210990Y2766389"), ("PlateNo", "А123ВС51"), ("Brand", "LADA"), ("Model", "Vesta"), ("CarYear", 2021L), ("Mileage", "45 200"),
            ("DocNumber", "ЗН00012345   "), ("DocDate", "2024-08-30 09:05:07"), ("DocState", "В работе"), ("SumWorks", 1000.5), ("SumParts", "2 500,00"),
            ("SumTotal", "3500.50"), ("IsDeleted", 0L),
        ];
        foreach (var (column, value) in usual.Concat(cells))
        {
            row.Values[Shape.OrdinalOf(column)] = value;
        }

        return row;
    }
}
