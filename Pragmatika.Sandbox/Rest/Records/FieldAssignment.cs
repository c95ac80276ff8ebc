using Pragmatika.Sandbox.Rest.Query;
using Pragmatika.Sandbox.Store;
using Pragmatika.Sandbox.Wire;

namespace Pragmatika.Sandbox.Rest.Records;

/// <summary>How fields arrive: by old or new names, during a usual save or an import.</summary>
/// <param name="IsClassic">Old names, wrong stages and values answered in the old way.</param>
/// <param name="OriginalNames">User fields answer to UF_CRM_… in <c>crm.item.*</c>.</param>
/// <param name="IsImport">System times and authors may be set.</param>
public sealed record WriteMode(bool IsClassic, bool OriginalNames = false, bool IsImport = false);

/// <summary>Puts the fields of a call into a record: unknown and read-only names are ignored (reference 6.1).</summary>
public sealed class FieldAssignment(Portal portal, EntityTable table, WriteMode mode)
{
    private readonly FieldInput _input = new(portal, mode.IsClassic);
    private readonly MultifieldInput _multifields = new(portal, mode.IsClassic);

    /// <summary>Contacts a company was told to have; null when the call did not say.</summary>
    public List<int>? ReverseContacts { get; private set; }

    /// <exception cref="RestException">A value does not fit its field.</exception>
    public void Apply(CrmRecord record, PhpArray fields, bool isNew)
    {
        foreach (var (name, value) in fields)
        {
            if (mode.IsClassic && Array.IndexOf(Communication.TypeIds, name) >= 0)
            {
                ApplyCommunication(record, name, value);
            }
            else if (Find(name) is { } field && MayWrite(field, isNew))
            {
                ApplyField(record, fields, field, value);
            }
        }
    }

    private FieldDefinition? Find(string name) => mode.IsClassic ? table.Schema.ByClassicName(name) : ItemNames.Find(table, name, mode.OriginalNames);

    private void ApplyCommunication(CrmRecord record, string typeId, PhpValue value)
    {
        var slot = table.Schema.WellKnown.Multifields;
        if (slot >= 0)
        {
            record[slot] = _multifields.ApplyClassic(record[slot], typeId, value);
        }
    }

    private bool MayWrite(FieldDefinition field, bool isNew)
    {
        if (field.IsImmutable && mode.IsClassic && !isNew)
        {
            return false;
        }

        return !field.IsReadOnly || (mode.IsImport && field.ItemName is "createdTime" or "updatedTime" or "movedTime" or "createdBy" or "updatedBy" or "movedBy");
    }

    private void ApplyField(CrmRecord record, PhpArray fields, FieldDefinition field, PhpValue value)
    {
        switch (field.Derived)
        {
            case Derived.None when field.Type == FieldType.Multifield:
                record[field.Slot] = _multifields.ApplyItem(record[field.Slot], value);
                break;
            case Derived.None:
                record[field.Slot] = _input.Read(field, value);
                break;
            case Derived.PrimaryContact:
                SetPrimary(record, fields, table.Schema.WellKnown.ContactIds, value);
                break;
            case Derived.PrimaryCompany:
                SetPrimary(record, fields, table.Schema.WellKnown.CompanyIds, value);
                break;
            case Derived.ReverseContacts:
                ReverseContacts = [.. (value.Array?.Select(entry => entry.Value.AsInteger) ?? [value.AsInteger]).Where(id => id > 0)];
                break;
            default:
                break;
        }
    }

    /// <summary>A single link becomes the primary of its set; the whole set, when it is in the same call, wins.</summary>
    private void SetPrimary(CrmRecord record, PhpArray fields, int slot, PhpValue value)
    {
        var setName = table.Schema.BySlot(slot);
        if (!fields[mode.IsClassic ? setName.ClassicName : setName.ItemName].IsMissing)
        {
            return;
        }

        var id = value.AsInteger;
        var others = Binding.Of(record[slot]);
        if (id <= 0)
        {
            others.RemoveAll(binding => binding.IsPrimary);
            record[slot] = Binding.ToValue(others);
            return;
        }

        if (Binding.PrimaryOf(record[slot]) == id)
        {
            return;
        }

        var known = others.Find(binding => binding.Id == id);
        others.RemoveAll(binding => binding.Id == id);
        var sort = known.Id == id ? known.Sort : (others.Count + 1) * 10;
        record[slot] = Binding.ToValue([.. others.Select(binding => binding with { IsPrimary = false }), new Binding(id, sort, IsPrimary: true)]);
    }
}
