namespace Pragmatika.Sandbox.OAuth;

/// <summary>A local application installed on the portal.</summary>
/// <param name="ClientId">As registered, <c>local.…</c>.</param>
/// <param name="ClientSecret">Proves the application at the token endpoint.</param>
/// <param name="ApplicationToken">Proves the portal to the application's handlers.</param>
public sealed record LocalApp(string ClientId, string ClientSecret, string ApplicationToken);

/// <summary>A pair of tokens with its ends, unix seconds.</summary>
public sealed record TokenPair(string AccessToken, string RefreshToken, long AccessExpires, long RefreshExpires, string ClientId, int UserId);
