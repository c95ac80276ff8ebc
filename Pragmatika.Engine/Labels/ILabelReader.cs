using Pragmatika.Engine.Connectors.Bitrix;
using Pragmatika.Engine.Connectors.Bitrix.Entities;
using Pragmatika.Engine.Connectors.Connections;

namespace Pragmatika.Engine.Labels;

/// <summary>Asks a portal how it calls things.</summary>
public interface ILabelReader
{
    /// <summary>Null when there is no such connection. Throws <see cref="BitrixException"/> when the portal cannot be asked.</summary>
    Task<EntityLabels?> ReadAsync(string connection, string entity, CancellationToken cancellationToken);
}

/// <inheritdoc/>
internal sealed class PortalLabels(IConnectionCatalog connections, IBitrixPortalFactory portals, TimeProvider time) : ILabelReader
{
    public async Task<EntityLabels?> ReadAsync(string connection, string entity, CancellationToken cancellationToken)
    {
        if (await connections.OpenAsync(connection, cancellationToken) is not { } secret)
        {
            return null;
        }

        var described = await portals.Create(secret).EntityAsync(entity, cancellationToken);
        return new EntityLabels(
            connection, entity, described.EntityTypeId, described.Title, described.Fields.ToDictionary(field => field.Key, field => Of(field.Value), StringComparer.Ordinal), time.GetUtcNow());
    }

    private static FieldLabel Of(CrmField field) => new(field.Title, field.Type, FieldOptions.ById(field));
}
