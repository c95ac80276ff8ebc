using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Pragmatika.Engine.Data.Store;
using Pragmatika.Engine.Delivery;
using Pragmatika.Engine.Mapping;

namespace Pragmatika.Engine.Data.Books;

/// <summary>Dead letters as people read them; batches write them through <see cref="DeadLetterWriter"/>.</summary>
internal sealed class DeadLetterBook(IDbContextFactory<EngineDbContext> contexts) : IMendedLetters
{
    public async Task<IReadOnlyList<DeadLetter>> PageAsync(
        string? exchange, DeadLetterState? state, string? code, int skip, int count, CancellationToken cancellationToken)
    {
        await using var context = contexts.CreateDbContext();
        var rows = await context.DeadLetters.AsNoTracking()
            .Where(row => (exchange == null || row.Exchange == exchange) && (state == null || row.State == state) && (code == null || row.Code == code))
            .OrderBy(row => row.State == DeadLetterState.Open ? 0 : 1)
            .ThenByDescending(row => row.LastAt)
            .ThenByDescending(row => row.Id)
            .Skip(skip)
            .Take(count)
            .ToListAsync(cancellationToken);
        return rows.ConvertAll(ToLetter);
    }

    public async Task<DeadLetter?> FindAsync(long id, CancellationToken cancellationToken)
    {
        await using var context = contexts.CreateDbContext();
        return await context.DeadLetters.AsNoTracking().SingleOrDefaultAsync(row => row.Id == id, cancellationToken) is { } row ? ToLetter(row) : null;
    }

    public async Task<IReadOnlyList<DeadLetterGroup>> GroupsAsync(string? exchange, CancellationToken cancellationToken)
    {
        await using var context = contexts.CreateDbContext();
        var groups = await context.DeadLetters
            .Where(row => row.State == DeadLetterState.Open && (exchange == null || row.Exchange == exchange))
            .GroupBy(row => new { row.Exchange, row.Code, row.Cause })
            .Select(group => new { group.Key.Exchange, group.Key.Code, group.Key.Cause, Count = group.LongCount() })
            .OrderByDescending(group => group.Count)
            .ToListAsync(cancellationToken);
        return groups.ConvertAll(group => new DeadLetterGroup(group.Exchange, group.Code, group.Cause, group.Count));
    }

    public async Task SetStateAsync(long id, DeadLetterState state, CancellationToken cancellationToken)
    {
        await using var context = contexts.CreateDbContext();
        await context.DeadLetters.Where(row => row.Id == id).ExecuteUpdateAsync(set => set.SetProperty(row => row.State, state), cancellationToken);
    }

    public async Task MendAsync(long id, Mending mending, CancellationToken cancellationToken)
    {
        await using var context = contexts.CreateDbContext();
        if (await context.DeadLetters.SingleOrDefaultAsync(row => row.Id == id, cancellationToken) is { } row)
        {
            row.State = DeadLetterState.Replayed;
            row.Payload = LetterPayload.With(LetterPayload.Split(row.Payload).Values, mending);
            await context.SaveChangesAsync(cancellationToken);
        }
    }

    public async Task<IReadOnlyList<DeadLetter>> MendedAsync(string exchange, CancellationToken cancellationToken)
    {
        await using var context = contexts.CreateDbContext();
        var rows = await context.DeadLetters.AsNoTracking()
            .Where(row => row.Exchange == exchange && row.State == DeadLetterState.Replayed && row.Payload.Contains(LetterPayload.Member))
            .OrderBy(row => row.LastAt)
            .ThenBy(row => row.Id)
            .ToListAsync(cancellationToken);
        return rows.ConvertAll(ToLetter);
    }

    private static DeadLetter ToLetter(DeadLetterRow row)
    {
        var (values, mending) = LetterPayload.Split(row.Payload);
        return Letter(row) with { Payload = values, Mended = mending };
    }

    private static DeadLetter Letter(DeadLetterRow row) => new()
    {
        Id = row.Id,
        Exchange = row.Exchange,
        Flow = row.Flow,
        Key = row.Key,
        RowKey = row.RowKey,
        RunId = row.RunId,
        Cause = row.Cause,
        Code = row.Code,
        Message = StoredText.Read(row.Message),
        Payload = row.Payload,
        Attempts = row.Attempts,
        FirstAt = row.FirstAt,
        LastAt = row.LastAt,
        State = row.State,
        Candidates = row.Candidates.Length == 0 ? [] : Array.ConvertAll(row.Candidates.Split(','), id => long.Parse(id, CultureInfo.InvariantCulture)),
    };
}
