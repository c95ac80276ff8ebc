namespace Pragmatika.Sandbox.Wire;

/// <summary>Who calls: the credential (its key feeds the operating meter), the user it acts for, and the scopes it holds.</summary>
/// <param name="Key">Stable name of the hook or application, never shown.</param>
/// <param name="UserId">The calls run with this user's rights and sign changes.</param>
/// <param name="IsApplication">True for an OAuth application.</param>
/// <param name="Scopes">Null means every scope.</param>
public sealed record Caller(string Key, int UserId, bool IsApplication, IReadOnlySet<string>? Scopes)
{
    /// <summary>The value of the call's <c>auth_connector</c>: changes made with it are not queued for handlers bound with the same key.</summary>
    public string? AuthConnector { get; init; }

    /// <summary>Application the token belongs to, for applications only.</summary>
    public string? ApplicationId { get; init; }

    public bool Holds(string scope) => scope.Length == 0 || Scopes is null || Scopes.Contains(scope);
}
