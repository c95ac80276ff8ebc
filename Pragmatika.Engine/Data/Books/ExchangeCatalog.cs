using Microsoft.EntityFrameworkCore;
using Pragmatika.Engine.Data.Store;
using Pragmatika.Engine.Exchanges;
using Pragmatika.Engine.Exchanges.Catalog;
using Pragmatika.Engine.Signals;

namespace Pragmatika.Engine.Data.Books;

/// <summary>
/// Definitions in the portal's database, one row a version. Deleting hides an exchange and forgets what it has read; links stay, so that an exchange saved again under the
/// same name finds its records and makes no doubles, and versions stay readable.
/// </summary>
internal sealed class ExchangeCatalog(IDbContextFactory<EngineDbContext> contexts, ScopeNames scopes, ISignals signals, TimeProvider time) : IExchangeCatalog, IExchangeVersions, IMappingChanges
{
    public Task<IReadOnlyList<StoredExchange>> ListAsync(CancellationToken cancellationToken) => StoreErrors.GuardAsync<IReadOnlyList<StoredExchange>>(async () =>
    {
        await using var context = contexts.CreateDbContext();
        var versions = await Newest(context).OrderBy(version => version.Name).ToListAsync(cancellationToken);
        return versions.ConvertAll(ToStored);
    });

    public Task<StoredExchange?> FindAsync(string name, CancellationToken cancellationToken) => StoreErrors.GuardAsync(async () =>
    {
        await using var context = contexts.CreateDbContext();
        return await Newest(context).SingleOrDefaultAsync(version => version.Name == name, cancellationToken) is { } version ? ToStored(version) : null;
    });

    public Task<StoredExchange> SaveAsync(ExchangeDefinition definition, string savedBy, CancellationToken cancellationToken) => StoreErrors.GuardAsync(async () =>
    {
        var json = ExchangeJson.Write(definition);
        await using var context = contexts.CreateDbContext();
        var exchange = await context.Exchanges.SingleOrDefaultAsync(row => row.Name == definition.Name, cancellationToken);
        if (exchange is null)
        {
            exchange = new ExchangeRow { Name = definition.Name, Title = definition.Title };
            context.Exchanges.Add(exchange);
        }
        else if (!exchange.IsDeleted && await SameAsync(context, exchange, json, cancellationToken) is { } stored)
        {
            return stored;
        }

        var version = NextVersion(exchange, definition, json, savedBy);
        context.ExchangeVersions.Add(version);
        await context.SaveChangesAsync(cancellationToken);
        signals.Tell(new Signal(Happening.ExchangeChanged, definition.Name));
        return ToStored(version);
    });

    public Task DeleteAsync(string name, CancellationToken cancellationToken) => StoreErrors.GuardAsync(async () =>
    {
        var exchangeId = await scopes.FindAsync(name, string.Empty, cancellationToken);
        await using var context = contexts.CreateDbContext();
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        await context.Exchanges.Where(row => row.Name == name).ExecuteUpdateAsync(set => set.SetProperty(row => row.IsDeleted, true), cancellationToken);

        // A run under way finds another fence at its next batch and stops.
        await context.Leases.Where(row => row.Exchange == name).ExecuteUpdateAsync(set => set.SetProperty(row => row.Fence, row => row.Fence + 1), cancellationToken);
        await context.Checkpoints.Where(row => row.Exchange == name).ExecuteDeleteAsync(cancellationToken);
        await context.RowStates.Where(row => row.ExchangeId == exchangeId).ExecuteDeleteAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        signals.Tell(new Signal(Happening.ExchangeChanged, name));
    });

    public Task<ExchangeDefinition?> AsOfAsync(string exchange, DateTimeOffset at, CancellationToken cancellationToken) => StoreErrors.GuardAsync(async () =>
    {
        await using var context = contexts.CreateDbContext();
        var then = await context.ExchangeVersions.AsNoTracking().Where(version => version.Name == exchange && version.SavedAt <= at)
            .OrderByDescending(version => version.Version).Select(version => version.Definition).FirstOrDefaultAsync(cancellationToken);
        return then is null ? null : ExchangeJson.Read(then);
    });

    public Task<MappingChange?> LastAsync(string exchange, CancellationToken cancellationToken) => StoreErrors.GuardAsync(async () =>
    {
        await using var context = contexts.CreateDbContext();
        var versions = context.ExchangeVersions.AsNoTracking().Where(version => version.Name == exchange).OrderByDescending(version => version.Version).AsAsyncEnumerable();
        (ExchangeVersionRow Row, string Mapping)? newest = null;
        await foreach (var version in versions.WithCancellation(cancellationToken))
        {
            var mapping = ExchangeJson.Write(ExchangeJson.Read(version.Definition) with { Schedule = null, Compare = null });
            if (newest is { } known && known.Mapping != mapping)
            {
                break;
            }

            newest = (version, mapping);
        }

        return newest is { } last ? new MappingChange(last.Row.SavedAt, last.Row.SavedBy) : null;
    });

    private static IQueryable<ExchangeVersionRow> Newest(EngineDbContext context) =>
        from exchange in context.Exchanges.AsNoTracking()
        join version in context.ExchangeVersions.AsNoTracking() on new { exchange.Name, exchange.Version } equals new { version.Name, version.Version }
        where !exchange.IsDeleted
        select version;

    private static async Task<StoredExchange?> SameAsync(EngineDbContext context, ExchangeRow exchange, string json, CancellationToken cancellationToken)
    {
        var newest = await context.ExchangeVersions.AsNoTracking()
            .SingleAsync(version => version.Name == exchange.Name && version.Version == exchange.Version, cancellationToken);
        return newest.Definition == json ? ToStored(newest) : null;
    }

    private ExchangeVersionRow NextVersion(ExchangeRow exchange, ExchangeDefinition definition, string json, string savedBy)
    {
        exchange.Title = definition.Title;
        exchange.Version++;
        exchange.IsDeleted = false;
        return new ExchangeVersionRow { Name = definition.Name, Version = exchange.Version, Definition = json, SavedAt = time.GetUtcNow(), SavedBy = savedBy };
    }

    private static StoredExchange ToStored(ExchangeVersionRow row)
    {
        var definition = ExchangeJson.Read(row.Definition);
        return new StoredExchange(row.Name, definition.Title, row.Version, definition, row.SavedAt, row.SavedBy);
    }
}
