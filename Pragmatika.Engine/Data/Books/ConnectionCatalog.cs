using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Pragmatika.Engine.Connectors.Checks;
using Pragmatika.Engine.Connectors.Connections;
using Pragmatika.Engine.Connectors.Sql;
using Pragmatika.Engine.Data.Store;
using Pragmatika.Engine.Mapping;
using Pragmatika.Engine.Stores;

namespace Pragmatika.Engine.Data.Books;

/// <summary>Connections in the portal's database. A secret is encrypted for its connection's name: moved to another row it opens nothing.</summary>
internal sealed class ConnectionCatalog(IDbContextFactory<EngineDbContext> contexts, IDataProtectionProvider protection, ConnectionTester tester, TimeProvider time)
    : IConnectionCatalog
{
    private static readonly Message NotSaved = new("Подключения «{0}» нет. Сначала сохраните его.", "There is no connection '{0}'. Save it first.");

    private const string Purpose = "Pragmatika.Connections.Secret.v1";
    private const string HookPurpose = "Pragmatika.Connections.HookToken.v1";

    public Task<IReadOnlyList<Connection>> ListAsync(CancellationToken cancellationToken) => StoreErrors.GuardAsync<IReadOnlyList<Connection>>(async () =>
    {
        await using var context = contexts.CreateDbContext();
        return await context.Connections
            .OrderBy(row => row.Name)
            .Select(row => new Connection(row.Name, row.Title, row.Kind, row.Shown, row.SavedAt) { HasHookToken = row.HookProtected != null })
            .ToListAsync(cancellationToken);
    });

    public Task<ConnectionSecret?> OpenAsync(string name, CancellationToken cancellationToken) => StoreErrors.GuardAsync(async () =>
    {
        await using var context = contexts.CreateDbContext();
        var row = await context.Connections.AsNoTracking().SingleOrDefaultAsync(connection => connection.Name == name, cancellationToken);
        return row is null ? null : new ConnectionSecret(row.Name, row.Kind, Unprotect(name, Purpose, row.Protected));
    });

    public Task<string?> HookTokenAsync(string name, CancellationToken cancellationToken) => StoreErrors.GuardAsync(async () =>
    {
        await using var context = contexts.CreateDbContext();
        var row = await context.Connections.AsNoTracking().SingleOrDefaultAsync(connection => connection.Name == name, cancellationToken);
        return row?.HookProtected is { } hook ? Unprotect(name, HookPurpose, hook) : null;
    });

    public Task SaveHookTokenAsync(string name, string token, CancellationToken cancellationToken) => StoreErrors.GuardAsync(async () =>
    {
        var hook = string.IsNullOrWhiteSpace(token) ? null : Protector(name, HookPurpose).Protect(token.Trim());
        await using var context = contexts.CreateDbContext();
        await context.Connections.Where(row => row.Name == name).ExecuteUpdateAsync(set => set.SetProperty(row => row.HookProtected, hook), cancellationToken);
    });

    public Task SaveAsync(string name, string title, ConnectionKind kind, string? secret, CancellationToken cancellationToken) => StoreErrors.GuardAsync(async () =>
    {
        await using var context = contexts.CreateDbContext();
        var row = await context.Connections.SingleOrDefaultAsync(connection => connection.Name == name, cancellationToken);
        if (row is null)
        {
            ArgumentException.ThrowIfNullOrWhiteSpace(secret);
            row = new ConnectionRow { Name = name, Title = title, Shown = string.Empty, Protected = string.Empty };
            context.Connections.Add(row);
        }

        if (secret is not null)
        {
            secret = Filled(row, kind, secret);
            row.Protected = Protector(name, Purpose).Protect(secret);
            row.Shown = ConnectionText.Redact(kind, secret);
        }

        row.Title = title;
        row.Kind = kind;
        row.SavedAt = time.GetUtcNow();
        await context.SaveChangesAsync(cancellationToken);
    });

    public Task DeleteAsync(string name, CancellationToken cancellationToken) => StoreErrors.GuardAsync(async () =>
    {
        await using var context = contexts.CreateDbContext();
        await context.Connections.Where(row => row.Name == name).ExecuteDeleteAsync(cancellationToken);
        await context.Inbox.Where(row => row.Connection == name).ExecuteDeleteAsync(cancellationToken);
        await context.HearingPositions.Where(row => row.Connection == name).ExecuteDeleteAsync(cancellationToken);
        await context.HearingWays.Where(row => row.Connection == name).ExecuteDeleteAsync(cancellationToken);
    });

    public async Task<ConnectionCheck> TestAsync(string name, ConnectionKind kind, string? secret, CancellationToken cancellationToken)
    {
        var tested = secret is null ? await OpenAsync(name, cancellationToken) : new ConnectionSecret(name, kind, await FilledAsync(name, kind, secret, cancellationToken));
        return tested is null
            ? new ConnectionCheck(false, null, NotSaved.With(name))
            : await tester.TestAsync(tested, cancellationToken);
    }

    private Task<string> FilledAsync(string name, ConnectionKind kind, string secret, CancellationToken cancellationToken) => StoreErrors.GuardAsync(async () =>
    {
        await using var context = contexts.CreateDbContext();
        return await context.Connections.AsNoTracking().SingleOrDefaultAsync(connection => connection.Name == name, cancellationToken) is { } row ? Filled(row, kind, secret) : secret;
    });

    /// <summary>A stored secret that cannot be read any more (its key is lost) fills in nothing: the new one is how people mend it.</summary>
    private string Filled(ConnectionRow row, ConnectionKind kind, string secret)
    {
        if (row.Protected.Length == 0 || row.Kind != kind)
        {
            return secret;
        }

        try
        {
            return KeptSecret.Fill(kind, secret, Unprotect(row.Name, Purpose, row.Protected));
        }
        catch (StoreException exception) when (exception.Failure == StoreFailure.KeyLost)
        {
            return secret;
        }
    }

    private IDataProtector Protector(string name, string purpose) => protection.CreateProtector(purpose, name);

    private string Unprotect(string name, string purpose, string text)
    {
        try
        {
            return Protector(name, purpose).Unprotect(text);
        }
        catch (CryptographicException exception)
        {
            throw new StoreException(StoreFailure.KeyLost, StoreTexts.KeyLostFor.With(name, StoreTexts.KeyLost), exception);
        }
    }
}
