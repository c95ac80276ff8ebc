using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;

namespace Pragmatika.Engine.Connectors.Bitrix.Entities;

/// <summary>
/// Finds the field of a JSON member without making a string of its name: items of one list bring their members in one order, so the next name is nearly always the expected one.
/// </summary>
internal sealed class FieldNames
{
    private static readonly ConditionalWeakTable<CrmEntity, FieldNames> Cache = [];

    private readonly Dictionary<string, CrmField> _fields;
    private volatile (byte[] Name, CrmField? Field)[] _order = [];

    private FieldNames(CrmEntity entity) => _fields = new(entity.Fields, StringComparer.Ordinal);

    public static FieldNames Of(CrmEntity entity) => Cache.GetValue(entity, static described => new FieldNames(described));

    /// <summary>The field of the current property name, null for one that is not described. <paramref name="at"/> counts the members of this item.</summary>
    public CrmField? Find(ref Utf8JsonReader reader, ref int at)
    {
        var order = _order;
        var position = at++;
        if (position < order.Length && reader.ValueTextEquals(order[position].Name))
        {
            return order[position].Field;
        }

        var name = reader.GetString()!;
        var field = _fields.GetValueOrDefault(name);
        var learned = position < order.Length ? order[..position] : order;
        if (position == learned.Length)
        {
            // Two threads may learn at once; either order is right, an unexpected name only costs this look-up.
            _order = [.. learned, (Encoding.UTF8.GetBytes(name), field)];
        }

        return field;
    }
}
