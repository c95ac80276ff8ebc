using Pragmatika.Engine.Exchanges;
using Pragmatika.Engine.Signals;

namespace Pragmatika.Tests.Support.Fakes;

/// <summary>Exchanges in memory. <see cref="Failure"/>, when set, is thrown by every read.</summary>
public sealed class FakeExchangeCatalog : IExchangeCatalog, IMappingChanges
{
    private readonly List<StoredExchange> _stored = [];

    public Exception? Failure { get; set; }

    /// <summary>Where it says what has changed, as the engine's books do.</summary>
    public Action<Signal> Tell { get; set; } = _ => { };

    public FakeExchangeCatalog Add(ExchangeDefinition definition)
    {
        _stored.Add(new StoredExchange(definition.Name, definition.Title, 1, definition, DateTimeOffset.UnixEpoch, "test"));
        Tell(new Signal(Happening.ExchangeChanged, definition.Name));
        return this;
    }

    public Task<IReadOnlyList<StoredExchange>> ListAsync(CancellationToken cancellationToken) =>
        Failure is null ? Task.FromResult<IReadOnlyList<StoredExchange>>([.. _stored]) : Task.FromException<IReadOnlyList<StoredExchange>>(Failure);

    public Task<StoredExchange?> FindAsync(string name, CancellationToken cancellationToken) =>
        Failure is null ? Task.FromResult(_stored.Find(exchange => exchange.Name == name)) : Task.FromException<StoredExchange?>(Failure);

    public Task<StoredExchange> SaveAsync(ExchangeDefinition definition, string savedBy, CancellationToken cancellationToken)
    {
        _stored.RemoveAll(exchange => exchange.Name == definition.Name);
        Add(definition);
        return Task.FromResult(_stored[^1]);
    }

    public Task<MappingChange?> LastAsync(string exchange, CancellationToken cancellationToken) =>
        Task.FromResult(_stored.Find(stored => stored.Name == exchange) is { } found ? new MappingChange(found.SavedAt, found.SavedBy) : null);

    public Task DeleteAsync(string name, CancellationToken cancellationToken)
    {
        _stored.RemoveAll(exchange => exchange.Name == name);
        return Task.CompletedTask;
    }
}
