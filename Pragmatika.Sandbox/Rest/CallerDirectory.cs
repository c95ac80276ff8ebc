using Pragmatika.Sandbox.Wire;

namespace Pragmatika.Sandbox.Rest;

/// <summary>Inbound webhooks of the portal: owner, secret code and scopes.</summary>
public sealed class CallerDirectory
{
    private readonly Dictionary<string, Caller> _hooks = new(StringComparer.Ordinal);

    /// <summary>Adds a webhook; null scopes mean all.</summary>
    public void AddWebhook(int userId, string code, IReadOnlySet<string>? scopes = null) =>
        _hooks[Key(userId.ToString(System.Globalization.CultureInfo.InvariantCulture), code)] = new Caller("hook:" + code, userId, IsApplication: false, scopes);

    public Caller? FindWebhook(string userId, string code) => _hooks.GetValueOrDefault(Key(userId, code));

    private static string Key(string userId, string code) => userId + "/" + code;
}
