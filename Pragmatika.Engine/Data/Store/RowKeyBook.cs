using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;

namespace Pragmatika.Engine.Data.Store;

/// <summary>The keys of all rows that an exchange ever committed and has not forgotten.</summary>
internal sealed class RowKeyBook(IDbContextFactory<EngineDbContext> contexts, ScopeNames scopes)
{
    /// <summary>Streamed, in no order.</summary>
    public async IAsyncEnumerable<string> KeysAsync(string exchange, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (await scopes.FindAsync(exchange, string.Empty, cancellationToken) is not { } id)
        {
            yield break;
        }

        await using var context = contexts.CreateDbContext();
        var keys = context.RowStates.AsNoTracking().Where(row => row.ExchangeId == id).Select(row => row.RowKey).AsAsyncEnumerable();
        await using var rows = keys.GetAsyncEnumerator(cancellationToken);
        while (await StoreErrors.GuardAsync(() => rows.MoveNextAsync().AsTask()))
        {
            yield return rows.Current;
        }
    }
}
