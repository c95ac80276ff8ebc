using System.Globalization;
using Pragmatika.Sandbox.Store;
using Pragmatika.Sandbox.Wire;

namespace Pragmatika.Sandbox.Rest.Records;

/// <summary>What a new record gets when the call did not say (reference 6.1), and what it must not lack.</summary>
public static class RecordDefaults
{
    /// <exception cref="RestException">A required field is missing.</exception>
    public static void Require(EntityTable table, CrmRecord record, WriteMode mode)
    {
        var schema = table.Schema;
        if (table.EntityTypeId == Portal.Contact && Array.TrueForAll(["name", "secondName", "lastName"], name => record[schema.SlotOf(name)].IsNone))
        {
            throw Missing(schema.ByItemName("name")!, mode);
        }

        foreach (var field in schema.Fields)
        {
            if (field.IsRequired && field.IsStored && record[field.Slot].IsNone)
            {
                throw Missing(field, mode);
            }
        }
    }

    /// <summary>Fills owners, money and dates. The id must be taken, the stage comes later.</summary>
    public static void Fill(Portal portal, EntityTable table, CrmRecord record, int userId)
    {
        var known = table.Schema.WellKnown;
        Default(record, known.AssignedById, FieldValue.OfLink(userId));
        Default(record, known.Opened, FieldValue.OfFlag(true));
        if (table.EntityTypeId != Portal.Company)
        {
            Default(record, known.CurrencyId, FieldValue.OfText("RUB"));
        }

        Default(record, known.BeginDate, FieldValue.OfDate(portal.Time.Today));
        Default(record, known.CloseDate, FieldValue.OfDate(portal.Time.Today + 7));
        if (table.EntityTypeId is not Portal.Company)
        {
            Default(record, known.Title, FieldValue.OfText(Title(portal, table, record.Id)));
        }
    }

    private static string Title(Portal portal, EntityTable table, int id)
    {
        var isRussian = portal.Language == "ru";
        var name = table.EntityTypeId switch
        {
            Portal.Lead => isRussian ? "Лид" : "Lead",
            Portal.Deal => isRussian ? "Сделка" : "Deal",
            _ => portal.TypeOf(table.EntityTypeId)?.Title ?? "",
        };
        var sign = isRussian && table.EntityTypeId is Portal.Lead or Portal.Deal ? "№" : "#";
        return name + " " + sign + id.ToString(CultureInfo.InvariantCulture);
    }

    private static void Default(CrmRecord record, int slot, FieldValue value)
    {
        if (slot >= 0 && record[slot].IsNone)
        {
            record[slot] = value;
        }
    }

    private static RestException Missing(FieldDefinition field, WriteMode mode) =>
        mode.IsClassic ? Errors.Classic($"The \"{field.Title}\" field is required") : Errors.Required(field.Title);
}
