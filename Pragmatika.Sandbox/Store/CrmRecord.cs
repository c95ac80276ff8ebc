namespace Pragmatika.Sandbox.Store;

/// <summary>One record unpacked: values by slot. A copy; the table changes only through its own methods.</summary>
public sealed class CrmRecord(int id, FieldValue[] values) : IRow
{
    public int Id { get; set; } = id;

    public FieldValue[] Values { get; } = values;

    /// <summary>The value in a slot; nothing for slot -1 and for fields added after the row was written.</summary>
    public FieldValue this[int slot]
    {
        get => slot >= 0 && slot < Values.Length ? Values[slot] : FieldValue.None;
        set
        {
            if (slot >= 0)
            {
                Values[slot] = value;
            }
        }
    }

    public CrmRecord Copy() => new(Id, (FieldValue[])Values.Clone());
}
