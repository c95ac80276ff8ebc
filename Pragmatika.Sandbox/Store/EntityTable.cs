namespace Pragmatika.Sandbox.Store;

/// <summary>All records of one kind with their indexes. The caller holds <see cref="Portal.Gate"/>.</summary>
public sealed class EntityTable(int entityTypeId, EntitySchema schema)
{
    private byte[]?[] _rows = new byte[64][];
    private long[] _updated = new long[64];
    private readonly HashIndex _values = new();
    private int _staleValues;
    private int _staleTimes;

    public int EntityTypeId { get; } = entityTypeId;

    public EntitySchema Schema { get; } = schema;

    public int Count { get; private set; }

    /// <summary>Ids are handed out upwards and never again.</summary>
    public int LastId { get; private set; }

    /// <summary>By modified time; stale entries are told by <see cref="IsCurrent"/>.</summary>
    public TimeIndex ByUpdated { get; } = new();

    public IdPostings ByOriginator { get; } = new();

    public bool Contains(int id) => id > 0 && id <= LastId && _rows[id] is not null;

    public ReadOnlySpan<byte> Row(int id) => _rows[id];

    /// <summary>One value without unpacking the row.</summary>
    public FieldValue Value(int id, int slot) => slot < 0 || !Contains(id) ? FieldValue.None : RowCodec.Read(_rows[id], slot);

    public long UpdatedAt(int id) => _updated[id];

    public bool IsCurrent(long time, int id) => _rows[id] is not null && _updated[id] == time;

    public CrmRecord? Load(int id) => Contains(id) ? Unpack(id) : null;

    public CrmRecord NewRecord() => new(0, new FieldValue[Schema.SlotCount]);

    /// <summary>Gives the record its id. It is in the table only after <see cref="Put"/>.</summary>
    public int TakeId()
    {
        Reserve(LastId + 1);
        return ++LastId;
    }

    /// <summary>Inserts a record whose id was taken.</summary>
    public void Put(CrmRecord record)
    {
        Reserve(record.Id);
        Count++;
        _rows[record.Id] = RowCodec.Encode(record.Values);
        IndexAll(record, null);
        IndexTime(record);
    }

    /// <summary>Loads a packed row from a file.</summary>
    public void Restore(int id, byte[] row)
    {
        Reserve(id);
        LastId = Math.Max(LastId, id);
        Count++;
        _rows[id] = row;
        var record = Unpack(id);
        IndexAll(record, null);
        IndexTime(record);
    }

    public void RestoreLastId(int lastId) => LastId = Math.Max(LastId, lastId);

    public void Replace(CrmRecord before, CrmRecord after)
    {
        _rows[after.Id] = RowCodec.Encode(after.Values);
        IndexAll(after, before);
        if (!before[Schema.WellKnown.UpdatedTime].Equals(after[Schema.WellKnown.UpdatedTime]))
        {
            _staleTimes++;
            IndexTime(after);
        }

        SweepIfStale();
    }

    public void Delete(int id)
    {
        _rows[id] = null;
        _updated[id] = 0;
        Count--;
        _staleTimes++;
        _staleValues += 4;
        SweepIfStale();
    }

    /// <summary>Candidates by an indexed value; check each against the row.</summary>
    public void Collect(int slot, string key, List<int> into) => _values.Collect(slot, key, into);

    /// <summary>Whether an exact match on the field has an index.</summary>
    public bool IsIndexed(FieldDefinition field) => field.IsStored && field.Type switch
    {
        FieldType.String or FieldType.Url => field.IsUserField || field.Slot == Schema.WellKnown.OriginId || field.Slot == Schema.WellKnown.XmlId || field.Slot == Schema.WellKnown.Title,
        FieldType.Company or FieldType.Contact or FieldType.Entity => true,
        FieldType.Integer => field.IsUserField || field.ItemName.StartsWith("parentId", StringComparison.Ordinal),
        FieldType.CrmBinding => true,
        _ => false,
    };

    public static string IndexKey(FieldValue value) =>
        value.Kind == ValueKind.Text ? value.Text : value.Integer.ToString(System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Where communications of a type are indexed: below every slot.</summary>
    public static int CommunicationSlot(string typeId) => -2 - Array.IndexOf(Communication.TypeIds, typeId);

    private CrmRecord Unpack(int id)
    {
        var record = new CrmRecord(id, new FieldValue[Schema.SlotCount]);
        RowCodec.Decode(_rows[id], record.Values);
        return record;
    }

    private void IndexAll(CrmRecord record, CrmRecord? before)
    {
        foreach (var field in Schema.Fields)
        {
            var value = record[field.Slot];
            var old = before?[field.Slot] ?? FieldValue.None;
            if (value.Equals(old))
            {
                continue;
            }

            _staleValues += old.IsNone ? 0 : 1;
            IndexOne(field, value, record.Id);
        }
    }

    private void IndexOne(FieldDefinition field, FieldValue value, int id)
    {
        if (field.Slot == Schema.WellKnown.OriginatorId && !value.IsNone)
        {
            ByOriginator.Add(value.Text, id);
        }

        switch (value.Kind)
        {
            case ValueKind.None:
                return;
            case ValueKind.Communications:
                foreach (var item in value.Communications)
                {
                    _values.Add(CommunicationSlot(item.TypeId), Communication.Normalise(item.TypeId, item.Value), id);
                }

                return;
            case ValueKind.List when field.Slot == Schema.WellKnown.ContactIds || field.Slot == Schema.WellKnown.CompanyIds:
                foreach (var item in value.List)
                {
                    _values.Add(field.Slot, IndexKey(FieldValue.OfInteger(Binding.Unpack(item.Integer).Id)), id);
                }

                return;
            case ValueKind.List when IsIndexed(field):
                foreach (var item in value.List)
                {
                    _values.Add(field.Slot, IndexKey(item), id);
                }

                return;
            default:
                if (IsIndexed(field))
                {
                    _values.Add(field.Slot, IndexKey(value), id);
                }

                return;
        }
    }

    private void IndexTime(CrmRecord record)
    {
        var time = record[Schema.WellKnown.UpdatedTime].Integer;
        _updated[record.Id] = time;
        ByUpdated.Add(time, record.Id);
    }

    private void SweepIfStale()
    {
        if (_staleTimes > 1000 && _staleTimes > ByUpdated.Count / 2)
        {
            _staleTimes = 0;
            ByUpdated.Clear();
            ForEachId(id => ByUpdated.Add(_updated[id], id));
        }

        if (_staleValues > 10_000 && _staleValues > _values.Count / 2)
        {
            _staleValues = 0;
            _values.Clear();
            ForEachId(id => IndexAll(Unpack(id), null));
        }
    }

    private void ForEachId(Action<int> visit)
    {
        for (var id = 1; id <= LastId; id++)
        {
            if (_rows[id] is not null)
            {
                visit(id);
            }
        }
    }

    private void Reserve(int id)
    {
        if (id < _rows.Length)
        {
            return;
        }

        var size = Math.Max(_rows.Length * 2, id + 1);
        Array.Resize(ref _rows, size);
        Array.Resize(ref _updated, size);
    }
}
