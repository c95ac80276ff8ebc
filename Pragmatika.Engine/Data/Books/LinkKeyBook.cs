using Microsoft.EntityFrameworkCore;
using Pragmatika.Engine.Data.Store;
using Pragmatika.Engine.Links;

namespace Pragmatika.Engine.Data.Books;

/// <inheritdoc cref="ILinkKeys"/>
internal sealed class LinkKeyBook(IDbContextFactory<EngineDbContext> contexts) : ILinkKeys
{
    public Task<ILookup<long, string>> KeysOfAsync(string exchange, string flow, IReadOnlyCollection<long> crmIds, CancellationToken cancellationToken) => StoreErrors.GuardAsync(async () =>
    {
        await using var context = contexts.CreateDbContext();
        var scope = await context.Scopes.Where(one => one.Exchange == exchange && one.Flow == flow).Select(one => one.Id).SingleOrDefaultAsync(cancellationToken);
        var links = new List<(long Id, string Key)>();
        foreach (var part in crmIds.Chunk(500))
        {
            var found = await context.Links.AsNoTracking().Where(link => link.FlowId == scope && part.Contains(link.CrmId)).Select(link => new { link.CrmId, link.Key }).ToListAsync(cancellationToken);
            links.AddRange(found.Select(link => (link.CrmId, link.Key)));
        }

        return links.ToLookup(link => link.Id, link => link.Key);
    });
}
