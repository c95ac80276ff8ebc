using System.Globalization;
using System.Text.Json;
using Pragmatika.Sandbox.Rest.Records;
using Pragmatika.Sandbox.Store;
using Pragmatika.Sandbox.Wire;

namespace Pragmatika.Sandbox.Rest.Methods;

/// <summary><c>crm.item.productrow.*</c> and the old <c>productrows</c> of deals and leads (reference 6.4).</summary>
public static class ProductRowMethods
{
    public static IEnumerable<RestMethod> All =>
    [
        new("crm.item.productrow.set", "crm", Set),
        new("crm.item.productrow.add", "crm", Add),
        new("crm.item.productrow.update", "crm", Update),
        new("crm.item.productrow.get", "crm", call => Answer(call, Find(call))),
        new("crm.item.productrow.list", "crm", List),
        new("crm.item.productrow.delete", "crm", Delete),
        new("crm.item.productrow.fields", "crm", Fields),
        new("crm.deal.productrows.get", "crm", call => ClassicGet(call, "D")),
        new("crm.deal.productrows.set", "crm", call => ClassicSet(call, "D")),
        new("crm.lead.productrows.get", "crm", call => ClassicGet(call, "L")),
        new("crm.lead.productrows.set", "crm", call => ClassicSet(call, "L")),
    ];

    private static (string Type, int Id) Owner(RestCall call, PhpValue ownerType, PhpValue ownerId)
    {
        var table = ProductRows.OwnerTable(call.Portal, ownerType.AsText)
            ?? throw new RestException(400, "ENTITY_TYPE_NOT_SUPPORTED", $"Entity type `{ownerType.AsText}` is not supported");
        return table.Contains(ownerId.AsInteger) ? (ownerType.AsText.ToUpperInvariant(), ownerId.AsInteger) : throw new RestException(400, "OWNER_NOT_FOUND", "Owner was not found");
    }

    private static ProductRow Find(RestCall call)
    {
        var id = call.Needed("id").AsInteger;
        return call.Portal.ProductRows.Values.SelectMany(rows => rows).FirstOrDefault(row => row.Id == id) ?? throw Errors.NotFound("Product row was not found");
    }

    private static void Set(RestCall call)
    {
        var owner = Owner(call, call.Needed("ownerType"), call.Needed("ownerId"));
        Replace(call, owner, call.NeededArray("productRows"));
        call.Json.WriteStartObject();
        WriteMany(call, call.Portal.ProductRows.GetValueOrDefault(owner) ?? []);
        call.Json.WriteEndObject();
    }

    private static void Replace(RestCall call, (string Type, int Id) owner, PhpArray input)
    {
        var rows = new List<ProductRow>();
        foreach (var (_, value) in input)
        {
            if (value.Array is { } fields)
            {
                rows.Add(ProductRows.Make(call.Portal, owner, fields, (rows.Count + 1) * 10));
            }
        }

        call.Portal.ProductRows[owner] = rows;
        ProductRows.Recount(call, owner);
    }

    private static void Add(RestCall call)
    {
        var fields = call.NeededArray("fields");
        var owner = Owner(call, fields["ownerType"], fields["ownerId"]);
        if (!call.Portal.ProductRows.TryGetValue(owner, out var rows))
        {
            call.Portal.ProductRows[owner] = rows = [];
        }

        var row = ProductRows.Make(call.Portal, owner, fields, (rows.Count + 1) * 10);
        rows.Add(row);
        ProductRows.Recount(call, owner);
        Answer(call, row);
    }

    private static void Update(RestCall call)
    {
        var row = Find(call);
        ProductRows.Apply(row, call.NeededArray("fields"));
        ProductRows.Recount(call, (row.OwnerType, row.OwnerId));
        Answer(call, row);
    }

    private static void Delete(RestCall call)
    {
        var row = Find(call);
        call.Portal.ProductRows[(row.OwnerType, row.OwnerId)].Remove(row);
        ProductRows.Recount(call, (row.OwnerType, row.OwnerId));
        call.Json.WriteNullValue();
    }

    private static void List(RestCall call)
    {
        var filter = call.NeededArray("filter");
        var (type, id) = (filter["=ownerType"], filter["=ownerId"]);
        if (type.IsEmpty || id.IsEmpty)
        {
            throw Errors.Argument("Filter by =ownerType and =ownerId is required");
        }

        var rows = call.Portal.ProductRows.GetValueOrDefault(Owner(call, type, id)) ?? [];
        var start = Math.Max(0, call.Exact("start").AsInteger / 50 * 50);
        call.Json.WriteStartObject();
        WriteMany(call, rows.Skip(start).Take(50));
        call.Json.WriteEndObject();
        call.Total = rows.Count;
        call.Next = start + 50 < rows.Count ? start + 50 : null;
    }

    private static void WriteMany(RestCall call, IEnumerable<ProductRow> rows)
    {
        call.Json.WriteStartArray("productRows"u8);
        foreach (var row in rows)
        {
            Write(call.Json, row);
        }

        call.Json.WriteEndArray();
    }

    private static void Answer(RestCall call, ProductRow row)
    {
        call.Json.WriteStartObject();
        call.Json.WritePropertyName("productRow"u8);
        Write(call.Json, row);
        call.Json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, ProductRow row)
    {
        json.WriteStartObject();
        json.WriteNumber("id"u8, row.Id);
        json.WriteNumber("ownerId"u8, row.OwnerId);
        json.WriteString("ownerType"u8, row.OwnerType);
        json.WriteNumber("productId"u8, row.ProductId);
        json.WriteString("productName"u8, row.ProductName);
        json.WriteNumber("price"u8, row.Price);
        json.WriteNumber("priceAccount"u8, row.Price);
        json.WriteNumber("priceExclusive"u8, Math.Round(row.PriceExclusive, 2));
        json.WriteNumber("priceNetto"u8, Math.Round(row.PriceExclusive + row.DiscountSum, 2));
        json.WriteNumber("priceBrutto"u8, Math.Round(row.Price + row.DiscountSum, 2));
        json.WriteNumber("quantity"u8, row.Quantity);
        json.WriteNumber("discountTypeId"u8, row.DiscountTypeId);
        json.WriteNumber("discountRate"u8, row.DiscountRate);
        json.WriteNumber("discountSum"u8, row.DiscountSum);
        if (row.TaxRate is { } rate)
        {
            json.WriteNumber("taxRate"u8, rate);
        }
        else
        {
            json.WriteNull("taxRate"u8);
        }

        json.WriteString("taxIncluded"u8, row.TaxIncluded ? "Y"u8 : "N"u8);
        json.WriteNumber("measureCode"u8, row.MeasureCode);
        json.WriteString("measureName"u8, row.MeasureName);
        json.WriteNumber("sort"u8, row.Sort);
        json.WriteString("xmlId"u8, row.XmlId);
        json.WriteNumber("type"u8, row.Type);
        json.WriteNull("storeId"u8);
        json.WriteEndObject();
    }

    private static void ClassicSet(RestCall call, string type)
    {
        var owner = ClassicOwner(call, type);
        var rows = new PhpArray();
        foreach (var (_, value) in call.AnyArray("rows"))
        {
            rows.Append(PhpValue.Of(ProductRows.FromClassic(value.Array ?? new PhpArray())));
        }

        Replace(call, owner, rows);
        call.Json.WriteBooleanValue(true);
    }

    private static (string Type, int Id) ClassicOwner(RestCall call, string type)
    {
        var id = call.Any("id").AsInteger;
        return id > 0 && ProductRows.OwnerTable(call.Portal, type)!.Contains(id) ? (type, id) : throw Errors.Classic("The parameter id is invalid or not defined.");
    }

    private static void ClassicGet(RestCall call, string type)
    {
        var owner = ClassicOwner(call, type);
        call.Json.WriteStartArray();
        foreach (var row in call.Portal.ProductRows.GetValueOrDefault(owner) ?? [])
        {
            call.Json.WriteStartObject();
            call.Json.WriteString("ID"u8, row.Id.ToString(CultureInfo.InvariantCulture));
            call.Json.WriteString("OWNER_ID"u8, row.OwnerId.ToString(CultureInfo.InvariantCulture));
            call.Json.WriteString("OWNER_TYPE"u8, row.OwnerType);
            call.Json.WriteNumber("PRODUCT_ID"u8, row.ProductId);
            call.Json.WriteString("PRODUCT_NAME"u8, row.ProductName);
            call.Json.WriteNumber("PRICE"u8, row.Price);
            call.Json.WriteNumber("QUANTITY"u8, row.Quantity);
            call.Json.WriteNumber("DISCOUNT_RATE"u8, row.DiscountRate);
            call.Json.WriteNumber("DISCOUNT_SUM"u8, row.DiscountSum);
            call.Json.WriteString("TAX_INCLUDED"u8, row.TaxIncluded ? "Y"u8 : "N"u8);
            call.Json.WriteNumber("MEASURE_CODE"u8, row.MeasureCode);
            call.Json.WriteNumber("SORT"u8, row.Sort);
            call.Json.WriteEndObject();
        }

        call.Json.WriteEndArray();
    }

    private static void Fields(RestCall call)
    {
        call.Json.WriteStartObject();
        call.Json.WriteStartObject("fields"u8);
        foreach (var (field, type) in ProductRows.FieldTypes)
        {
            call.Json.WriteStartObject(field);
            call.Json.WriteString("type"u8, type);
            call.Json.WriteBoolean("isRequired"u8, field is "ownerId" or "ownerType");
            call.Json.WriteBoolean("isReadOnly"u8, field is "id" or "priceAccount");
            call.Json.WriteEndObject();
        }

        call.Json.WriteEndObject();
        call.Json.WriteEndObject();
    }
}
