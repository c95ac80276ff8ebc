using Pragmatika.Sandbox.Store;
using Pragmatika.Sandbox.Wire;

namespace Pragmatika.Sandbox.Rest.Query;

/// <summary>One field to sort by.</summary>
public readonly record struct RecordOrder(FieldDefinition Field, bool IsDescending)
{
    /// <exception cref="RestException">400 INVALID_ARG_VALUE for a field or a direction that does not fit.</exception>
    public static List<RecordOrder> ReadItem(EntityTable table, PhpArray order, bool originalNames)
    {
        var read = new List<RecordOrder>();
        foreach (var (name, direction) in order)
        {
            if (direction.IsEmpty && char.IsAsciiDigit(name[0]))
            {
                continue;
            }

            var field = ItemNames.Find(table, name, originalNames);
            if (field is null || field.Type == FieldType.Multifield)
            {
                throw Errors.Argument($"Invalid order: field '{name}' is not allowed in order");
            }

            read.Add(new RecordOrder(field, IsDesc(direction.AsText)
                ?? throw Errors.Argument($"Invalid order: allowed sort directions are `ASC, DESC`. But got '{direction.AsText}' for field '{name}'")));
        }

        return read;
    }

    /// <summary>The old methods skip what they do not understand.</summary>
    public static List<RecordOrder> ReadClassic(EntityTable table, PhpArray order)
    {
        var read = new List<RecordOrder>();
        foreach (var (name, direction) in order)
        {
            if (table.Schema.ByClassicName(name.ToUpperInvariant()) is { } field && IsDesc(direction.AsText) is { } isDescending)
            {
                read.Add(new RecordOrder(field, isDescending));
            }
        }

        return read;
    }

    private static bool? IsDesc(string direction) => direction.ToUpperInvariant() switch
    {
        "ASC" => false,
        "DESC" => true,
        _ => null,
    };
}
