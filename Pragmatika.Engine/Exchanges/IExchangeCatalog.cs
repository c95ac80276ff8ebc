namespace Pragmatika.Engine.Exchanges;

/// <summary>A stored version of a definition.</summary>
public sealed record StoredExchange(string Name, string Title, int Version, ExchangeDefinition Definition, DateTimeOffset SavedAt, string SavedBy);

/// <summary>The exchanges of the portal. Every save makes a new version; old ones stay readable.</summary>
public interface IExchangeCatalog
{
    Task<IReadOnlyList<StoredExchange>> ListAsync(CancellationToken cancellationToken);

    /// <summary>The newest version, or null.</summary>
    Task<StoredExchange?> FindAsync(string name, CancellationToken cancellationToken);

    /// <summary>Saves a new version and returns it. Saving what is stored already makes no version. The caller validates first.</summary>
    Task<StoredExchange> SaveAsync(ExchangeDefinition definition, string savedBy, CancellationToken cancellationToken);

    Task DeleteAsync(string name, CancellationToken cancellationToken);
}
