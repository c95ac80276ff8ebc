using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Pragmatika.Engine.Data.Store;
using Pragmatika.Engine.Links;

namespace Pragmatika.Engine.Data.Books;

/// <inheritdoc cref="IRowKeys"/>
internal sealed class RowKeyBook(IDbContextFactory<EngineDbContext> contexts, ScopeNames scopes) : IRowKeys
{
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
