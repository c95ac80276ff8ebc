using System.Globalization;
using Microsoft.AspNetCore.WebUtilities;

namespace Pragmatika.Engine.Connectors.Bitrix.Events;

/// <summary>
/// One call of a portal to our address, as its form says: <c>event=…&amp;data[FIELDS][ID]=…&amp;auth[application_token]=…</c> (reference 8.6). It is not to be believed before
/// <see cref="ApplicationToken"/> has been checked.
/// </summary>
public sealed class PortalEvent
{
    private readonly string _id;
    private readonly int? _entityTypeId;

    private PortalEvent(string name, string id, int? entityTypeId, string applicationToken) => (Name, _id, _entityTypeId, ApplicationToken) = (name, id, entityTypeId, applicationToken);

    /// <summary>Upper case on the wire.</summary>
    public string Name { get; }

    public string ApplicationToken { get; }

    /// <summary>True when the event tells of a record, whether or not the record can be read from it.</summary>
    public bool IsOfRecord => EventNames.Find(Name, _entityTypeId) is not null;

    /// <summary>The record it tells of; null when it tells of none, or names it badly.</summary>
    public RecordEvent? Record =>
        EventNames.Find(Name, _entityTypeId) is { EntityTypeId: > 0 } found && long.TryParse(_id, NumberStyles.None, CultureInfo.InvariantCulture, out var id) && id > 0
            ? new RecordEvent(found.EntityTypeId, id, found.IsDelete)
            : null;

    /// <summary>Reads a form; null when it is none of a portal: no event or no token.</summary>
    public static PortalEvent? Parse(string form)
    {
        string? name = null;
        string? token = null;
        var id = string.Empty;
        int? entityTypeId = null;
        foreach (var pair in new QueryStringEnumerable(form))
        {
            switch (pair.DecodeName().Span)
            {
                case "event":
                    name = pair.DecodeValue().ToString();
                    break;
                case "data[FIELDS][ID]":
                    id = pair.DecodeValue().ToString();
                    break;
                case "data[FIELDS][ENTITY_TYPE_ID]":
                    entityTypeId = int.TryParse(pair.DecodeValue().Span, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
                    break;
                case "auth[application_token]":
                    token = pair.DecodeValue().ToString();
                    break;
            }
        }

        return string.IsNullOrEmpty(name) || string.IsNullOrEmpty(token) ? null : new PortalEvent(name, id, entityTypeId, token);
    }

    /// <summary>Without the token.</summary>
    public override string ToString() => Name;
}
