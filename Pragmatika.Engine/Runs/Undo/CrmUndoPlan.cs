using Pragmatika.Engine.Connectors.Bitrix;
using Pragmatika.Engine.Connectors.Bitrix.Entities;
using Pragmatika.Engine.Delivery;
using Pragmatika.Engine.Links;
using Pragmatika.Engine.Mapping;
using Pragmatika.Engine.Runs.Planning;

namespace Pragmatika.Engine.Runs.Undo;

/// <summary>Decides what becomes of one CRM record: what the run wrote and nobody has changed since is put back. Pure.</summary>
internal sealed class CrmUndoPlan(FlowTarget target, UndoReferences references)
{
    public void Make(UndoRecord record, CrmItem? item)
    {
        if (record.Deleted)
        {
            Recreate(record);
        }
        else if (item is null)
        {
            record.Refuse(UndoTexts.Gone.With());
        }
        else if (record.Created)
        {
            Delete(record, item);
        }
        else
        {
            Restore(record, item);
        }
    }

    private void Restore(UndoRecord record, CrmItem item)
    {
        var (wanted, before) = (new Value[target.Mapper.Fields.Count], new Value[target.Mapper.Fields.Count]);
        var fields = new List<int>();
        var touched = new List<string>();
        foreach (var field in record.Fields.Where(field => !IsExtra(field.Field)))
        {
            var index = IndexOf(field.Field);
            (wanted[index], before[index]) = (UndoValues.Read(target, field.Field, field.Before), UndoValues.Read(target, field.Field, field.After));
            if (Holds(item, field.Field, before[index], instead: wanted[index]))
            {
                fields.Add(index);
            }
            else if (!Holds(item, field.Field, wanted[index], instead: before[index]))
            {
                touched.Add(field.Field);
            }
        }

        if (fields.Count == 0 && touched.Count == 0 && record.Fields.Any(field => IsExtra(field.Field)))
        {
            record.Refuse(UndoTexts.Extras.With(string.Join(", ", record.Fields.Select(field => field.Field).Where(IsExtra))));
        }
        else if (fields.Count == 0 && touched.Count > 0)
        {
            record.Refuse(UndoTexts.Touched.With(string.Join(", ", touched)));
        }
        else if (fields.Count > 0)
        {
            record.Action = UndoAction.Restore;
            record.Reason = (touched.Count > 0 ? UndoTexts.Stay.With(string.Join(", ", touched)) : null) + (fields.Exists(index => IsCommunication(index, wanted)) ? UndoTexts.Kinds.With() : null);
            record.Change = new Change(Work(record, wanted), isCreate: false, [.. fields], before) { Current = item.MultiFields, Resolved = references.Resolve(wanted, fields) };
        }
    }

    private void Delete(UndoRecord record, CrmItem item)
    {
        var held = new Value[target.Mapper.Fields.Count];
        var fields = new List<int>();
        foreach (var field in record.Fields.Where(field => !string.IsNullOrEmpty(field.After) && !IsExtra(field.Field)))
        {
            var index = IndexOf(field.Field);
            held[index] = UndoValues.Read(target, field.Field, field.After);
            fields.Add(index);
            if (!Holds(item, field.Field, held[index], Value.None))
            {
                record.Refuse(UndoTexts.Touched.With(field.Field));
                return;
            }
        }

        record.Action = UndoAction.Delete;
        record.Change = new Change(Work(record, new Value[held.Length]), isCreate: false, [.. fields], held) { IsDelete = true };
    }

    private void Recreate(UndoRecord record)
    {
        var wanted = new Value[target.Mapper.Fields.Count];
        foreach (var field in record.Fields.Where(field => !IsExtra(field.Field)))
        {
            wanted[IndexOf(field.Field)] = UndoValues.Read(target, field.Field, field.Before);
        }

        var fields = Planner.Present(wanted);
        record.Action = UndoAction.Recreate;
        record.Change = new Change(Work(record, wanted, crmId: null), isCreate: true, fields, target.NoValues) { Resolved = references.Resolve(wanted, fields) };
    }

    private RecordWork Work(UndoRecord record, Value[] wanted) => Work(record, wanted, record.CrmId);

    private RecordWork Work(UndoRecord record, Value[] wanted, long? crmId) => new(target.Index, record.Key, wanted, string.Empty, version: null)
    {
        CrmId = crmId,
        MatchValues = MatchText.Of(target.Mapper.MatchValues(wanted)),
    };

    /// <summary>Comments and files: what was said cannot be unsaid, and the file before is not kept.</summary>
    private bool IsExtra(string field) => target.IsExtra(IndexOf(field));

    private int IndexOf(string field)
    {
        for (var index = 0; index < target.Mapper.Fields.Count; index++)
        {
            if (target.Mapper.Fields[index] == field)
            {
                return index;
            }
        }

        throw new InvalidOperationException($"No field '{field}' among those to put back.");
    }

    private bool IsCommunication(int index, Value[] wanted) => !wanted[index].IsNone && UndoValues.IsCommunication(target.Entity, target.Mapper.Fields[index]);

    /// <summary>Of phones and e-mails only ours are looked at: all of <paramref name="value"/> are there, and none of <paramref name="instead"/> beyond them.</summary>
    private bool Holds(CrmItem item, string field, Value value, Value instead)
    {
        if (target.Entity.HasMultiFields && Communications.TryParse(field, out var typeId, out _))
        {
            var present = item.MultiFields.Where(entry => entry.TypeId == typeId).Select(entry => Communications.Meaning(typeId, entry.Value)).ToHashSet(StringComparer.Ordinal);
            var ours = Meanings(typeId, value);
            return ours.IsSubsetOf(present) && (ours.Count > 0 || !Meanings(typeId, instead).Overlaps(present));
        }

        if (value.Kind == ValueKind.Reference)
        {
            return references.IdOf(value) is { } id && item.Values.GetValueOrDefault(field) is { Kind: ValueKind.Number } current && (long)current.AsNumber == id;
        }

        var meaning = new FieldMeaning(target.Entity, field, item);
        return meaning.Same(meaning.Read(value), value);
    }

    private static HashSet<string> Meanings(string typeId, Value value) =>
        MatchText.Members(value).Select(member => Communications.Meaning(typeId, member.ToString())).ToHashSet(StringComparer.Ordinal);
}
