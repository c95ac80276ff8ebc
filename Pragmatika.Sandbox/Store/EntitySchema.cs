using System.Diagnostics.CodeAnalysis;

namespace Pragmatika.Sandbox.Store;

/// <summary>The fields of one kind of record, found by either name. Grows when user fields are added; never reuses a slot.</summary>
public sealed class EntitySchema
{
    private const string UserFieldMark = "user field ";
    private readonly List<FieldDefinition> _fields = [];
    private readonly List<string> _added = [];
    private FieldDefinition[]? _live;
    private FieldDefinition[]? _item;
    private readonly Dictionary<string, FieldDefinition> _byItemName = new(StringComparer.Ordinal);
    private readonly Dictionary<string, FieldDefinition> _byClassicName = new(StringComparer.Ordinal);

    public EntitySchema(IEnumerable<string> spec, IReadOnlyDictionary<string, string> itemNames)
    {
        foreach (var line in spec)
        {
            Add(FieldSpec.Parse(line, _fields.Count, itemNames));
        }

        WellKnown = new WellKnownFields(this);
    }

    /// <summary>What was added after the stock fields, in slot order: lines of specification and marks of user fields.</summary>
    public IReadOnlyList<string> Additions => _added;

    public WellKnownFields WellKnown { get; private set; }

    /// <summary>How many values a row of this kind has, removed fields included.</summary>
    public int SlotCount => _fields.Count;

    /// <summary>Fields in force, in slot order.</summary>
    public FieldDefinition[] Fields => _live ??= [.. _fields.Where(known => !known.IsRemoved)];

    /// <summary>Those <c>crm.item.*</c> knows.</summary>
    public FieldDefinition[] ItemFields => _item ??= [.. Fields.Where(known => known.ItemName.Length > 0)];

    public IEnumerable<FieldDefinition> UserFields => Fields.Where(known => known.IsUserField);

    public FieldDefinition BySlot(int slot) => _fields[slot];

    public FieldDefinition? ByItemName(string name) => _byItemName.GetValueOrDefault(name);

    public FieldDefinition? ByClassicName(string name) => _byClassicName.GetValueOrDefault(name);

    /// <summary>Slot of a field by its item name, -1 when this kind of record lacks it.</summary>
    public int SlotOf(string itemName) => _byItemName.TryGetValue(itemName, out var field) ? field.Slot : -1;

    public bool TryGet(string itemName, [NotNullWhen(true)] out FieldDefinition? field) => _byItemName.TryGetValue(itemName, out field);

    /// <summary>Adds lines of a specification a switch has turned on; names already there are left alone.</summary>
    public void AddMissing(IEnumerable<string> spec, IReadOnlyDictionary<string, string> itemNames)
    {
        foreach (var line in spec)
        {
            var field = FieldSpec.Parse(line, _fields.Count, itemNames);
            if (!_byItemName.ContainsKey(field.ItemName))
            {
                Add(field);
                _added.Add(line);
            }
        }

        WellKnown = new WellKnownFields(this);
    }

    public FieldDefinition AddUserField(UserField userField, string language)
    {
        var type = FieldTypes.Parse(userField.TypeId);
        var field = new FieldDefinition
        {
            Slot = _fields.Count,
            ClassicName = userField.Name,
            ItemName = FieldNames.UserFieldToItem(userField.Name),
            Type = type,
            TypeName = userField.TypeId,
            IsMultiple = userField.IsMultiple,
            IsRequired = userField.IsMandatory,
            StatusType = userField.Settings.GetValueOrDefault("ENTITY_TYPE") ?? "",
            Title = userField.Title(language),
            UserField = userField,
        };
        Add(field);
        _added.Add(UserFieldMark + userField.Id.ToString(System.Globalization.CultureInfo.InvariantCulture));
        return field;
    }

    /// <summary>Lays the slots out as they were when the state was saved: rows are read by slot.</summary>
    public void Restore(IEnumerable<string> additions, IReadOnlyDictionary<int, UserField> userFields, string language)
    {
        foreach (var line in additions)
        {
            if (!line.StartsWith(UserFieldMark, StringComparison.Ordinal))
            {
                AddMissing([line], FieldNames.Common);
            }
            else if (userFields.TryGetValue(int.Parse(line[UserFieldMark.Length..], System.Globalization.CultureInfo.InvariantCulture), out var userField))
            {
                AddUserField(userField, language);
            }
            else
            {
                _added.Add(line);
                Add(new FieldDefinition { Slot = _fields.Count, ClassicName = "", ItemName = "", Type = FieldType.String, IsRemoved = true });
            }
        }
    }

    public void Remove(FieldDefinition field)
    {
        field.IsRemoved = true;
        (_live, _item) = (null, null);
        _byItemName.Remove(field.ItemName);
        _byClassicName.Remove(field.ClassicName);
    }

    private void Add(FieldDefinition field)
    {
        _fields.Add(field);
        (_live, _item) = (null, null);
        if (field.ItemName.Length > 0)
        {
            _byItemName[field.ItemName] = field;
        }

        if (field.ClassicName.Length > 0)
        {
            _byClassicName[field.ClassicName] = field;
        }
    }
}
