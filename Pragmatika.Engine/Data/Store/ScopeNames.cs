using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Pragmatika.Engine.Data.Model;

namespace Pragmatika.Engine.Data.Store;

/// <summary>Names of exchanges and flows as small numbers. A number once given stays, so both ways are cached for good.</summary>
internal sealed class ScopeNames(IDbContextFactory<EngineDbContext> contexts)
{
    private readonly ConcurrentDictionary<(string Exchange, string Flow), int> _ids = new();
    private readonly ConcurrentDictionary<int, (string Exchange, string Flow)> _names = new();

    /// <summary>The number of a flow (of the exchange itself when <paramref name="flow"/> is empty); null when nothing was ever stored for it.</summary>
    public async ValueTask<int?> FindAsync(string exchange, string flow, CancellationToken cancellationToken)
    {
        if (_ids.TryGetValue((exchange, flow), out var known))
        {
            return known;
        }

        await using var context = contexts.CreateDbContext();
        var row = await context.Scopes.AsNoTracking().FirstOrDefaultAsync(scope => scope.Exchange == exchange && scope.Flow == flow, cancellationToken);
        return row is null ? null : Keep(row);
    }

    /// <summary>The number of a flow, given now if it has none.</summary>
    public async ValueTask<int> IdAsync(string exchange, string flow, CancellationToken cancellationToken)
    {
        if (await FindAsync(exchange, flow, cancellationToken) is { } known)
        {
            return known;
        }

        try
        {
            await using var context = contexts.CreateDbContext();
            var row = new ScopeRow { Exchange = exchange, Flow = flow };
            context.Scopes.Add(row);
            await context.SaveChangesAsync(cancellationToken);
            return Keep(row);
        }
        catch (DbUpdateException)
        {
            // Another process was quicker: its number is the number.
            if (await FindAsync(exchange, flow, cancellationToken) is { } given)
            {
                return given;
            }

            throw;
        }
    }

    public async ValueTask<(string Exchange, string Flow)> NameAsync(int id, CancellationToken cancellationToken)
    {
        if (_names.TryGetValue(id, out var known))
        {
            return known;
        }

        await using var context = contexts.CreateDbContext();
        var row = await context.Scopes.AsNoTracking().FirstAsync(scope => scope.Id == id, cancellationToken);
        Keep(row);
        return (row.Exchange, row.Flow);
    }

    private int Keep(ScopeRow row)
    {
        _names[row.Id] = (row.Exchange, row.Flow);
        return _ids[(row.Exchange, row.Flow)] = row.Id;
    }
}
