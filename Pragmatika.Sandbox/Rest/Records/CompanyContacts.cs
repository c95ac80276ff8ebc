using Pragmatika.Sandbox.Store;

namespace Pragmatika.Sandbox.Rest.Records;

/// <summary>Contacts of a company: the link lives on the contact, so a change here rewrites contacts.</summary>
public static class CompanyContacts
{
    /// <summary>Replaces the whole set.</summary>
    public static void Set(Portal portal, int companyId, IReadOnlyCollection<int> contactIds)
    {
        foreach (var gone in DerivedValues.ContactsOf(portal, companyId).Except(contactIds))
        {
            Remove(portal, companyId, gone);
        }

        foreach (var contactId in contactIds)
        {
            Add(portal, companyId, contactId);
        }
    }

    public static void Add(Portal portal, int companyId, int contactId) => Change(portal, contactId, bindings =>
    {
        if (!bindings.Exists(binding => binding.Id == companyId))
        {
            bindings.Add(new Binding(companyId, (bindings.Count + 1) * 10, IsPrimary: false));
        }
    });

    public static void Remove(Portal portal, int companyId, int contactId) =>
        Change(portal, contactId, bindings => bindings.RemoveAll(binding => binding.Id == companyId));

    private static void Change(Portal portal, int contactId, Action<List<Binding>> change)
    {
        var table = portal.Table(Portal.Contact)!;
        if (table.Load(contactId) is not { } before)
        {
            return;
        }

        var slot = table.Schema.WellKnown.CompanyIds;
        var bindings = Binding.Of(before[slot]);
        change(bindings);
        var after = before.Copy();
        after[slot] = Binding.ToValue(bindings);
        table.Replace(before, after);
    }
}
