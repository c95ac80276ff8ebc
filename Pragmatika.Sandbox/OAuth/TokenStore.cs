using System.Security.Cryptography;
using System.Text;
using Pragmatika.Sandbox.Wire;

namespace Pragmatika.Sandbox.OAuth;

/// <summary>
/// Tokens of the installed application: an access token lives an hour, a refresh token 180 days and is good for one refresh (reference 1.4).
/// Tokens follow from a counter, so a run can be repeated.
/// </summary>
public sealed class TokenStore(TimeProvider clock, LocalApp app)
{
    public const int AccessSeconds = 3600;
    private const long RefreshSeconds = 180L * 24 * 3600;
    private readonly Lock _gate = new();
    private readonly Dictionary<string, TokenPair> _byAccess = new(StringComparer.Ordinal);
    private readonly Dictionary<string, TokenPair> _byRefresh = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (int UserId, long Expires)> _codes = new(StringComparer.Ordinal);
    private readonly Dictionary<int, TokenPair> _eventPairs = [];
    private int _issued;

    public LocalApp App { get; } = app;

    /// <summary>What the installation hands to the application.</summary>
    public TokenPair Install(int userId)
    {
        lock (_gate)
        {
            return Issue(userId);
        }
    }

    /// <summary>The pair that goes with events of a user: renewed when it has less than five minutes left.</summary>
    public TokenPair ForEvents(int userId)
    {
        lock (_gate)
        {
            if (!_eventPairs.TryGetValue(userId, out var pair) || pair.AccessExpires - Now < 300)
            {
                _eventPairs[userId] = pair = Issue(userId);
            }

            return pair;
        }
    }

    /// <summary>A code for the authorization_code grant; it lives 30 seconds.</summary>
    public string GrantCode(int userId)
    {
        lock (_gate)
        {
            var code = Secret("code");
            _codes[code] = (userId, Now + 30);
            return code;
        }
    }

    /// <exception cref="RestException">invalid_grant when the code is unknown, used or too old.</exception>
    public TokenPair Exchange(string code)
    {
        lock (_gate)
        {
            return _codes.Remove(code, out var grant) && grant.Expires > Now ? Issue(grant.UserId) : throw InvalidGrant();
        }
    }

    /// <summary>Gives a new pair; the old refresh token and the old access token are over.</summary>
    /// <exception cref="RestException">invalid_grant when the token is unknown, used or too old.</exception>
    public TokenPair Refresh(string refreshToken)
    {
        lock (_gate)
        {
            if (!_byRefresh.Remove(refreshToken, out var old) || old.RefreshExpires <= Now)
            {
                throw InvalidGrant();
            }

            _byAccess.Remove(old.AccessToken);
            return Issue(old.UserId);
        }
    }

    /// <summary>Who calls with this access token.</summary>
    /// <exception cref="RestException">401: no token, an unknown one, or one past its hour.</exception>
    public Caller Authorise(string accessToken)
    {
        lock (_gate)
        {
            if (accessToken.Length == 0)
            {
                throw new RestException(401, "NO_AUTH_FOUND", "Wrong authorization data");
            }

            if (!_byAccess.TryGetValue(accessToken, out var pair))
            {
                throw new RestException(401, "invalid_token", "Unable to get application by token");
            }

            return pair.AccessExpires > Now
                ? new Caller("app:" + pair.ClientId, pair.UserId, IsApplication: true, null) { ApplicationId = pair.ClientId }
                : throw new RestException(401, "expired_token", "The access token provided has expired.");
        }
    }

    private long Now => clock.GetUtcNow().ToUnixTimeSeconds();

    private TokenPair Issue(int userId)
    {
        var pair = new TokenPair(Secret("access"), Secret("refresh"), Now + AccessSeconds, Now + RefreshSeconds, App.ClientId, userId);
        _byAccess[pair.AccessToken] = pair;
        _byRefresh[pair.RefreshToken] = pair;
        return pair;
    }

    private string Secret(string kind)
    {
        var text = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{App.ClientSecret}:{kind}:{++_issued}");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }

    private static RestException InvalidGrant() => new(400, "invalid_grant", "Invalid grant");
}
