using Microsoft.Extensions.Logging;

namespace Pragmatika.Engine.Connectors.Bitrix.Transport;

/// <summary>Access of an installed application. Any number of requests that meet an expired token at once cause one refresh.</summary>
internal sealed class ApplicationAccess(string connection, ApplicationTokens tokens, TokenClient client, ITokenStore? store, ILogger logger) : IPortalAccess, IDisposable
{
    private readonly SemaphoreSlim _renewing = new(1);
    private ApplicationTokens _tokens = tokens;
    private PortalAddress _address = PortalAddress.Application(tokens.ClientEndpoint);

    public PortalAddress Address => Volatile.Read(ref _address);

    public string? Token => Volatile.Read(ref _tokens).AccessToken;

    public async Task<bool> RenewAsync(string? expired, CancellationToken cancellationToken)
    {
        await _renewing.WaitAsync(cancellationToken);
        try
        {
            if (Token != expired || await TakeStoredAsync(expired, cancellationToken))
            {
                return true;
            }

            var renewed = await client.RefreshAsync(_tokens, cancellationToken);
            Volatile.Write(ref _tokens, renewed);
            if (store is not null)
            {
                // From here on the old refresh token is worth nothing, so the caller's cancellation does not stop the saving.
                await store.SaveAsync(connection, renewed, CancellationToken.None);
            }

            logger.TokenRenewed();
            return true;
        }
        catch (BitrixException exception)
        {
            logger.TokenNotRenewed(exception.Message);
            throw;
        }
        finally
        {
            _renewing.Release();
        }
    }

    public bool TryMove(PortalAddress from, PortalAddress to) => ReferenceEquals(Interlocked.CompareExchange(ref _address, to, from), from);

    public string Redact(string? text)
    {
        var current = Volatile.Read(ref _tokens);
        return Redaction.Clean(text, current.AccessToken, current.RefreshToken, current.ClientSecret);
    }

    public void Dispose() => _renewing.Dispose();

    /// <summary>Another node may have refreshed already; its pair is the living one.</summary>
    private async Task<bool> TakeStoredAsync(string? expired, CancellationToken cancellationToken)
    {
        if (store is null || await store.LoadAsync(connection, cancellationToken) is not { } stored)
        {
            return false;
        }

        Volatile.Write(ref _tokens, stored);
        return stored.AccessToken != expired;
    }
}
