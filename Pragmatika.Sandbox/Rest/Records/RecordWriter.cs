using Pragmatika.Sandbox.Store;
using Pragmatika.Sandbox.Wire;

namespace Pragmatika.Sandbox.Rest.Records;

/// <summary>Adds, changes and deletes records by the portal's rules. The caller holds the gate.</summary>
public sealed class RecordWriter(Portal portal, EntityTable table, Caller caller, WriteMode mode)
{
    private WellKnownFields Known => table.Schema.WellKnown;

    /// <exception cref="RestException">A field is missing or wrong; nothing is saved then.</exception>
    public CrmRecord Add(PhpArray fields)
    {
        var record = table.NewRecord();
        var assignment = new FieldAssignment(portal, table, mode);
        assignment.Apply(record, fields, isNew: true);
        RecordDefaults.Require(table, record, mode);
        StageRules.Settle(portal, table, record, null, mode);
        record.Id = table.TakeId();
        RecordDefaults.Fill(portal, table, record, caller.UserId);
        Sign(record);
        StageRules.Remember(portal, table, record, null, caller.UserId);
        MarkReturnCustomer(record);
        table.Put(record);
        LinkContacts(record.Id, assignment);
        Raise(ChangeKind.Added, record);
        return record;
    }

    /// <summary>Saves only what differs; a save without a difference changes nothing, not even the modified time.</summary>
    /// <exception cref="RestException">A field is wrong; nothing is saved then.</exception>
    public CrmRecord Update(CrmRecord before, PhpArray fields)
    {
        var record = before.Copy();
        var assignment = new FieldAssignment(portal, table, mode);
        assignment.Apply(record, fields, isNew: false);
        StageRules.Settle(portal, table, record, before, mode);
        RequireStill(record, before);
        LinkContacts(record.Id, assignment);
        return Save(before, record);
    }

    /// <summary>Saves a changed copy with its signs and event, or nothing when nothing differs.</summary>
    public CrmRecord Save(CrmRecord before, CrmRecord record)
    {
        if (record.Values.AsSpan().SequenceEqual(before.Values))
        {
            return before;
        }

        if (!mode.IsImport || record[Known.UpdatedTime] == before[Known.UpdatedTime])
        {
            record[Known.UpdatedTime] = FieldValue.OfMoment(portal.Time.NowSeconds);
            record[Known.UpdatedBy] = FieldValue.OfLink(caller.UserId);
        }

        StageRules.Remember(portal, table, record, before, caller.UserId);
        MarkReturnCustomer(record);
        table.Replace(before, record);
        var moved = table.EntityTypeId == Portal.Deal && !before[Known.CategoryId].Equals(record[Known.CategoryId]);
        Raise(moved ? ChangeKind.MovedToCategory : ChangeKind.Updated, record);
        return record;
    }

    public void Delete(CrmRecord record)
    {
        table.Delete(record.Id);
        portal.Bin.Put(table.EntityTypeId, record);
        Raise(ChangeKind.Deleted, record);
    }

    /// <summary>Puts a deleted record back with everything it had, under its own id or a new one: which of them a real portal does is unverified (reference 9, 24).</summary>
    public void Restore(CrmRecord record, bool asNew)
    {
        record.Id = asNew ? table.TakeId() : record.Id;
        table.Put(record);
        Raise(ChangeKind.Added, record);
    }

    private void Sign(CrmRecord record)
    {
        var now = FieldValue.OfMoment(portal.Time.NowSeconds);
        var user = FieldValue.OfLink(caller.UserId);
        foreach (var slot in new[] { Known.CreatedTime, Known.UpdatedTime, Known.LastActivityTime })
        {
            record[slot] = record[slot].IsNone ? now : record[slot];
        }

        foreach (var slot in new[] { Known.CreatedBy, Known.UpdatedBy, Known.LastActivityBy })
        {
            record[slot] = record[slot].IsNone ? user : record[slot];
        }
    }

    /// <summary>A required field that had a value cannot be emptied.</summary>
    private void RequireStill(CrmRecord record, CrmRecord before)
    {
        foreach (var field in table.Schema.Fields)
        {
            if (field.IsRequired && field.IsStored && record[field.Slot].IsNone && !before[field.Slot].IsNone)
            {
                throw mode.IsClassic ? Errors.Classic($"The \"{field.Title}\" field is required") : Errors.Required(field.Title);
            }
        }
    }

    private void MarkReturnCustomer(CrmRecord record)
    {
        if (table.EntityTypeId == Portal.Lead)
        {
            record[Known.IsReturnCustomer] = FieldValue.OfFlag(!record[Known.CompanyId].IsNone || !record[Known.ContactIds].IsNone);
        }
    }

    private void LinkContacts(int companyId, FieldAssignment assignment)
    {
        if (assignment.ReverseContacts is { } contacts)
        {
            CompanyContacts.Set(portal, companyId, contacts);
        }
    }

    private void Raise(ChangeKind kind, CrmRecord record) =>
        portal.Changed?.Invoke(new RecordChange(kind, table.EntityTypeId, record.Id, caller.UserId, caller.AuthConnector)
        {
            CategoryId = (int)record[Known.CategoryId].Integer,
            StageId = record[Known.StageId].Text,
        });
}
