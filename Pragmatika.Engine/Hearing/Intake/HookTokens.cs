using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Text;
using Pragmatika.Engine.Connectors.Connections;

namespace Pragmatika.Engine.Hearing.Intake;

/// <summary>
/// Checks application tokens. All stored tokens are held as hashes and read again at most every ten seconds, so a flood of calls, genuine or not, does not reach the database;
/// a new token that does not fit yet is looked up after a second.
/// </summary>
internal sealed class HookTokens(IConnectionCatalog catalog, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan FreshForWrong = TimeSpan.FromSeconds(1);

    /// <summary>Compared with when there is no such connection, so that the time of the answer does not tell which exist.</summary>
    private static readonly byte[] Nobody = RandomNumberGenerator.GetBytes(SHA256.HashSizeInBytes);

    private readonly SemaphoreSlim _reading = new(1, 1);
    private FrozenDictionary<string, byte[]> _hashes = FrozenDictionary<string, byte[]>.Empty;
    private DateTimeOffset _readAt = DateTimeOffset.MinValue;

    /// <summary>True when the connection has a token and this is it. Takes the same time whatever the token is.</summary>
    public async ValueTask<bool> IsRightAsync(string connection, string token, CancellationToken cancellationToken)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(token));
        await RefreshAsync(Fresh, cancellationToken);
        if (Fits(connection, hash))
        {
            return true;
        }

        await RefreshAsync(FreshForWrong, cancellationToken);
        return Fits(connection, hash);
    }

    /// <summary>Whether the name is that of a connection with a token.</summary>
    public bool IsKnown(string connection) => _hashes.ContainsKey(connection);

    public void Dispose() => _reading.Dispose();

    private bool Fits(string connection, byte[] hash)
    {
        var isKnown = _hashes.TryGetValue(connection, out var stored);
        return CryptographicOperations.FixedTimeEquals(hash, stored ?? Nobody) && isKnown;
    }

    private async ValueTask RefreshAsync(TimeSpan fresh, CancellationToken cancellationToken)
    {
        if (IsFresh(fresh))
        {
            return;
        }

        await _reading.WaitAsync(cancellationToken);
        try
        {
            if (IsFresh(fresh))
            {
                return;
            }

            var hashes = new Dictionary<string, byte[]>(StringComparer.Ordinal);
            foreach (var connection in (await catalog.ListAsync(cancellationToken)).Where(connection => connection.HasHookToken))
            {
                if (await catalog.HookTokenAsync(connection.Name, cancellationToken) is { } token)
                {
                    hashes[connection.Name] = SHA256.HashData(Encoding.UTF8.GetBytes(token));
                }
            }

            _hashes = hashes.ToFrozenDictionary(StringComparer.Ordinal);
            _readAt = time.GetUtcNow();
        }
        finally
        {
            _reading.Release();
        }
    }

    private bool IsFresh(TimeSpan fresh)
    {
        var age = time.GetUtcNow() - _readAt;
        return age >= TimeSpan.Zero && age < fresh;
    }
}
