namespace Pragmatika.Sandbox.Store;

/// <summary>Values no row stores: they follow from others.</summary>
public static class DerivedValues
{
    /// <summary>The value of any field of a row, stored or derived.</summary>
    public static FieldValue Of<TRow>(Portal portal, EntityTable table, TRow row, FieldDefinition field)
        where TRow : IRow
    {
        var known = table.Schema.WellKnown;
        return field.Derived switch
        {
            Derived.None => row[field.Slot],
            Derived.Id => FieldValue.OfInteger(row.Id),
            Derived.StageSemantic => FieldValue.OfText(Semantics(portal, table, row)),
            Derived.IsNew => FieldValue.OfFlag(IsFirstStage(portal, table, row)),
            Derived.Closed => FieldValue.OfFlag(Semantics(portal, table, row) != "P"),
            Derived.HasPhone => Has(row[known.Multifields], "PHONE"),
            Derived.HasEmail => Has(row[known.Multifields], "EMAIL"),
            Derived.HasImol => FieldValue.OfFlag(First(row[known.Multifields], "IM", "IMOL").Length > 0),
            Derived.FirstPhone => FieldValue.OfText(First(row[known.Multifields], "PHONE", field.ValueType)),
            Derived.FirstEmail => FieldValue.OfText(First(row[known.Multifields], "EMAIL", field.ValueType)),
            Derived.FirstImol => FieldValue.OfText(First(row[known.Multifields], "IM", "IMOL")),
            Derived.PrimaryContact => FieldValue.OfLink(Binding.PrimaryOf(row[known.ContactIds])),
            Derived.PrimaryCompany => FieldValue.OfLink(Binding.PrimaryOf(row[known.CompanyIds])),
            Derived.ReverseContacts => Binding.FromIds(ContactsOf(portal, row.Id)),
            _ => FieldValue.None,
        };
    }

    /// <summary>Contacts that name a company among theirs, ascending.</summary>
    public static List<int> ContactsOf(Portal portal, int companyId)
    {
        var contacts = portal.Table(Portal.Contact)!;
        var slot = contacts.Schema.WellKnown.CompanyIds;
        var found = new List<int>();
        contacts.Collect(slot, EntityTable.IndexKey(FieldValue.OfInteger(companyId)), found);
        return [.. found.Distinct().Where(id => contacts.Contains(id) && Binding.Of(contacts.Value(id, slot)).Exists(binding => binding.Id == companyId)).Order()];
    }

    public static string Semantics<TRow>(Portal portal, EntityTable table, TRow row)
        where TRow : IRow =>
        portal.StageSemantics(table.EntityTypeId, (int)row[table.Schema.WellKnown.CategoryId].Integer, row[table.Schema.WellKnown.StageId].Text);

    private static bool IsFirstStage<TRow>(Portal portal, EntityTable table, TRow row)
        where TRow : IRow
    {
        var stages = portal.Statuses.Of(Portal.StageEntity(table.EntityTypeId, (int)row[table.Schema.WellKnown.CategoryId].Integer));
        return stages.Count > 0 && stages[0].StatusId == row[table.Schema.WellKnown.StageId].Text;
    }

    private static FieldValue Has(FieldValue communications, string typeId) => FieldValue.OfFlag(First(communications, typeId, "").Length > 0);

    private static string First(FieldValue communications, string typeId, string valueType)
    {
        foreach (var item in communications.Communications)
        {
            if (item.TypeId == typeId && (valueType.Length == 0 || item.ValueType == valueType))
            {
                return item.Value;
            }
        }

        return "";
    }
}
