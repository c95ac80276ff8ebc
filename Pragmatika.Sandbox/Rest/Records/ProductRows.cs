using System.Globalization;
using Pragmatika.Sandbox.Store;
using Pragmatika.Sandbox.Wire;

namespace Pragmatika.Sandbox.Rest.Records;

/// <summary>Reads product rows and keeps the owner's sum in step.</summary>
public static class ProductRows
{
    public static readonly (string Name, string Type)[] FieldTypes =
    [
        ("id", "integer"), ("ownerId", "integer"), ("ownerType", "string"), ("productId", "integer"), ("productName", "string"), ("price", "double"),
        ("priceAccount", "double"), ("priceExclusive", "double"), ("priceNetto", "double"), ("priceBrutto", "double"), ("quantity", "double"),
        ("discountTypeId", "integer"), ("discountRate", "double"), ("discountSum", "double"), ("taxRate", "double"), ("taxIncluded", "char"),
        ("measureCode", "integer"), ("measureName", "string"), ("sort", "integer"), ("xmlId", "string"), ("type", "integer"), ("storeId", "integer"),
    ];

    /// <summary>L, D, or T with the type number in lower-case hex; null for owners without rows.</summary>
    public static EntityTable? OwnerTable(Portal portal, string ownerType) => ownerType.ToUpperInvariant() switch
    {
        "L" => portal.Table(Portal.Lead),
        "D" => portal.Table(Portal.Deal),
        ['T', .. var hex] when int.TryParse(hex, NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var id) => portal.Table(id),
        _ => null,
    };

    public static ProductRow Make(Portal portal, (string Type, int Id) owner, PhpArray fields, int sort)
    {
        var row = new ProductRow { Id = ++portal.Counters.ProductRow, OwnerType = owner.Type, OwnerId = owner.Id, Sort = sort };
        Apply(row, fields);
        return row;
    }

    public static void Apply(ProductRow row, PhpArray fields)
    {
        row.ProductId = fields["productId"].IsMissing ? row.ProductId : fields["productId"].AsInteger;
        row.ProductName = fields["productName"].IsMissing ? row.ProductName : fields["productName"].AsText;
        row.Price = Number(fields, "price", row.Price);
        row.Quantity = Number(fields, "quantity", row.Quantity);
        row.DiscountTypeId = fields["discountTypeId"].IsEmpty ? row.DiscountTypeId : fields["discountTypeId"].AsInteger;
        row.DiscountRate = Number(fields, "discountRate", row.DiscountRate);
        row.DiscountSum = Number(fields, "discountSum", row.DiscountSum);
        row.TaxRate = fields["taxRate"].IsMissing ? row.TaxRate : fields["taxRate"].TryDouble(out var rate) ? rate : null;
        row.TaxIncluded = fields["taxIncluded"].IsMissing ? row.TaxIncluded : fields["taxIncluded"].IsYes;
        row.MeasureCode = fields["measureCode"].IsEmpty ? row.MeasureCode : fields["measureCode"].AsInteger;
        row.MeasureName = fields["measureName"].IsEmpty ? row.MeasureName : fields["measureName"].AsText;
        row.Sort = fields["sort"].IsEmpty ? row.Sort : fields["sort"].AsInteger;
        row.XmlId = fields["xmlId"].IsMissing ? row.XmlId : fields["xmlId"].AsText;
        row.Type = fields["type"].IsEmpty ? row.Type : fields["type"].AsInteger;
    }

    public static PhpArray FromClassic(PhpArray row)
    {
        var fields = new PhpArray(row.Count);
        foreach (var (key, value) in row)
        {
            fields.Set(FieldNames.SnakeToCamel(key), value);
        }

        return fields;
    }

    /// <summary>Rows dictate the owner's amount unless it is kept by hand.</summary>
    public static void Recount(RestCall call, (string Type, int Id) owner)
    {
        var table = OwnerTable(call.Portal, owner.Type)!;
        var known = table.Schema.WellKnown;
        var before = table.Load(owner.Id)!;
        if (known.Opportunity < 0 || before[known.IsManualOpportunity].Flag)
        {
            return;
        }

        var after = before.Copy();
        after[known.Opportunity] = FieldValue.OfNumber(Math.Round(call.Portal.ProductRows[owner].Sum(row => row.Price * row.Quantity), 2));
        new RecordWriter(call.Portal, table, call.Caller, new WriteMode(IsClassic: false)).Save(before, after);
    }

    private static double Number(PhpArray fields, string name, double current) => fields[name].TryDouble(out var number) ? number : current;
}
