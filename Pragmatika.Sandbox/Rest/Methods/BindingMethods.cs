using Pragmatika.Sandbox.Rest.Records;
using Pragmatika.Sandbox.Store;
using Pragmatika.Sandbox.Wire;

namespace Pragmatika.Sandbox.Rest.Methods;

/// <summary>Contacts of deals and leads, companies of contacts, contacts of companies (reference 6.2).</summary>
public sealed class BindingMethods(string name, int ownerTypeId, string itemKey)
{
    public static IEnumerable<RestMethod> All =>
    [
        .. new BindingMethods("crm.deal.contact", Portal.Deal, "CONTACT_ID").Family,
        .. new BindingMethods("crm.lead.contact", Portal.Lead, "CONTACT_ID").Family,
        .. new BindingMethods("crm.contact.company", Portal.Contact, "COMPANY_ID").Family,
        .. new BindingMethods("crm.company.contact", Portal.Company, "CONTACT_ID").Family,
    ];

    private IEnumerable<RestMethod> Family =>
    [
        new(name + ".fields", "crm", Fields),
        new(name + ".add", "crm", Add),
        new(name + ".delete", "crm", Delete),
        new(name + ".items.get", "crm", ItemsGet),
        new(name + ".items.set", "crm", ItemsSet),
        new(name + ".items.delete", "crm", ItemsDelete),
    ];

    private bool IsReverse => ownerTypeId == Portal.Company;

    private CrmRecord Owner(RestCall call)
    {
        var id = call.Any("id").AsInteger;
        return id <= 0
            ? throw Errors.Classic("The parameter 'ownerEntityID' is invalid or not defined.")
            : call.Portal.Table(ownerTypeId)!.Load(id) ?? throw Errors.Classic("Not found.");
    }

    private int Slot(Portal portal)
    {
        var known = portal.Table(ownerTypeId)!.Schema.WellKnown;
        return itemKey == "CONTACT_ID" ? known.ContactIds : known.CompanyIds;
    }

    private int Other(RestCall call, PhpArray item)
    {
        var id = item.AnyCase(itemKey).AsInteger;
        var table = call.Portal.Table(itemKey == "CONTACT_ID" ? Portal.Contact : Portal.Company)!;
        return table.Contains(id) ? id : throw Errors.Classic("The parameter 'fields' is not valid.");
    }

    private static PhpArray Input(RestCall call) => call.Any("fields").Array ?? throw Errors.Classic("The parameter 'fields' must be array.");

    private void Add(RestCall call)
    {
        var owner = Owner(call);
        var fields = Input(call);
        var other = Other(call, fields);
        if (IsReverse)
        {
            CompanyContacts.Add(call.Portal, owner.Id, other);
        }
        else
        {
            var bindings = Binding.Of(owner[Slot(call.Portal)]);
            bindings.RemoveAll(binding => binding.Id == other);
            Append(bindings, other, fields);
            Save(call, owner, bindings);
        }

        call.Json.WriteBooleanValue(true);
    }

    private static void Append(List<Binding> bindings, int other, PhpArray fields)
    {
        var isPrimary = fields.AnyCase("IS_PRIMARY").IsYes || bindings.Count == 0;
        if (isPrimary)
        {
            for (var place = 0; place < bindings.Count; place++)
            {
                bindings[place] = bindings[place] with { IsPrimary = false };
            }
        }

        var sort = fields.AnyCase("SORT").AsInteger;
        bindings.Add(new Binding(other, sort > 0 ? sort : (bindings.Count + 1) * 10, isPrimary));
    }

    private void Delete(RestCall call)
    {
        var owner = Owner(call);
        var other = Other(call, Input(call));
        if (IsReverse)
        {
            CompanyContacts.Remove(call.Portal, owner.Id, other);
        }
        else
        {
            var bindings = Binding.Of(owner[Slot(call.Portal)]);
            bindings.RemoveAll(binding => binding.Id == other);
            Save(call, owner, bindings);
        }

        call.Json.WriteBooleanValue(true);
    }

    private void ItemsGet(RestCall call)
    {
        var owner = Owner(call);
        call.Json.WriteStartArray();
        foreach (var binding in IsReverse ? Reverse(call.Portal, owner.Id) : Binding.Of(owner[Slot(call.Portal)]))
        {
            call.Json.WriteStartObject();
            call.Json.WriteNumber(itemKey, binding.Id);
            call.Json.WriteNumber("SORT"u8, binding.Sort);
            call.Json.WriteNumber("ROLE_ID"u8, 0);
            call.Json.WriteString("IS_PRIMARY"u8, binding.IsPrimary ? "Y"u8 : "N"u8);
            call.Json.WriteEndObject();
        }

        call.Json.WriteEndArray();
    }

    /// <summary>Primacy belongs to the contact's side, so several contacts of one company can carry it.</summary>
    private static List<Binding> Reverse(Portal portal, int companyId)
    {
        var contacts = portal.Table(Portal.Contact)!;
        return DerivedValues.ContactsOf(portal, companyId)
            .ConvertAll(id => Binding.Of(contacts.Value(id, contacts.Schema.WellKnown.CompanyIds)).Find(binding => binding.Id == companyId) with { Id = id });
    }

    private void ItemsSet(RestCall call)
    {
        var owner = Owner(call);
        var items = call.Any("items").Array ?? throw Errors.Classic("The parameter items must be array.");
        var wanted = items.Where(entry => entry.Value.Array is not null).Select(entry => entry.Value.Array!).ToList();
        if (IsReverse)
        {
            CompanyContacts.Set(call.Portal, owner.Id, [.. wanted.Select(item => Other(call, item))]);
        }
        else
        {
            var bindings = new List<Binding>();
            wanted.ForEach(item => Append(bindings, Other(call, item), item));
            Save(call, owner, bindings);
        }

        call.Json.WriteBooleanValue(true);
    }

    private void ItemsDelete(RestCall call)
    {
        var owner = Owner(call);
        if (IsReverse)
        {
            CompanyContacts.Set(call.Portal, owner.Id, []);
        }
        else
        {
            Save(call, owner, []);
        }

        call.Json.WriteBooleanValue(true);
    }

    private void Save(RestCall call, CrmRecord owner, List<Binding> bindings)
    {
        var after = owner.Copy();
        after[Slot(call.Portal)] = Binding.ToValue(bindings);
        new RecordWriter(call.Portal, call.Portal.Table(ownerTypeId)!, call.Caller, new WriteMode(IsClassic: true)).Save(owner, after);
    }

    private void Fields(RestCall call)
    {
        call.Json.WriteStartObject();
        foreach (var (field, type) in new[] { (itemKey, "integer"), ("SORT", "integer"), ("ROLE_ID", "integer"), ("IS_PRIMARY", "char") })
        {
            call.Json.WriteStartObject(field);
            call.Json.WriteString("type"u8, type);
            call.Json.WriteBoolean("isRequired"u8, field == itemKey);
            call.Json.WriteBoolean("isReadOnly"u8, field == "ROLE_ID");
            call.Json.WriteBoolean("isImmutable"u8, false);
            call.Json.WriteBoolean("isMultiple"u8, false);
            call.Json.WriteBoolean("isDynamic"u8, false);
            call.Json.WriteString("title"u8, field);
            call.Json.WriteEndObject();
        }

        call.Json.WriteEndObject();
    }
}
