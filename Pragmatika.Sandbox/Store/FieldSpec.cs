namespace Pragmatika.Sandbox.Store;

/// <summary>
/// Reads one line of a field list: <c>NAME type[(dictionary)] [flags] [=derived[:valueType]]</c>. Flags as in the reference: R read-only,
/// * required, I immutable after add, M multiple, x deprecated; c known to old methods only, n to <c>crm.item.*</c> only.
/// </summary>
public static class FieldSpec
{
    public static FieldDefinition Parse(string line, int slot, IReadOnlyDictionary<string, string> itemNames)
    {
        var parts = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var name = parts[0];
        var (typeName, dictionary) = SplitType(parts[1]);
        var flags = parts.Length > 2 && parts[2][0] != '=' ? parts[2] : "";
        var (derived, valueType) = parts[^1][0] == '=' ? SplitDerived(parts[^1][1..]) : (Derived.None, "");
        var isNewOnly = flags.Contains('n', StringComparison.Ordinal);
        return new FieldDefinition
        {
            Slot = slot,
            ClassicName = isNewOnly ? "" : name,
            ItemName = flags.Contains('c', StringComparison.Ordinal) ? "" : ItemName(name, itemNames),
            Type = FieldTypes.Parse(typeName),
            TypeName = typeName,
            IsReadOnly = flags.Contains('R', StringComparison.Ordinal),
            IsRequired = flags.Contains('*', StringComparison.Ordinal),
            IsImmutable = flags.Contains('I', StringComparison.Ordinal),
            IsMultiple = flags.Contains('M', StringComparison.Ordinal),
            IsDeprecated = flags.Contains('x', StringComparison.Ordinal),
            StatusType = dictionary,
            Derived = derived,
            ValueType = valueType,
            Title = FieldTitles.For(name),
        };
    }

    private static string ItemName(string name, IReadOnlyDictionary<string, string> itemNames) =>
        itemNames.TryGetValue(name, out var known) ? known : char.IsAsciiLetterLower(name[0]) ? name : FieldNames.SnakeToCamel(name);

    private static (string Type, string Dictionary) SplitType(string text)
    {
        var open = text.IndexOf('(', StringComparison.Ordinal);
        return open < 0 ? (text, "") : (text[..open], text[(open + 1)..^1]);
    }

    private static (Derived Derived, string ValueType) SplitDerived(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        return colon < 0 ? (Enum.Parse<Derived>(text), "") : (Enum.Parse<Derived>(text[..colon]), text[(colon + 1)..]);
    }
}
