using System.Text.Json;
using Pragmatika.Engine.Connectors.Bitrix.Entities;
using Pragmatika.Engine.Mapping;

namespace Pragmatika.Engine.Connectors.Bitrix.Transport;

/// <summary>Trades a refresh token for a new pair. Reference, "OAuth".</summary>
internal sealed class TokenClient(HttpClient http, TimeSpan timeout)
{
    private static readonly Message Refused = new(
        "Сервер авторизации не обновил ключ приложения ({0}). Установите приложение заново и сохраните его ключи на странице «Подключения».",
        "The authorisation server did not renew the application's key ({0}). Install the application again and save its keys on the Connections page.");

    private static readonly Message Silent = new(
        "Сервер авторизации Bitrix24 не отвечает, ключ приложения не обновлён.", "The authorisation server of Bitrix24 does not answer, the application's key was not renewed.");

    /// <summary>
    /// Throws <see cref="BitrixException"/>: <see cref="FailureKind.Unavailable"/> when the token server does not answer, <see cref="FailureKind.Unauthorized"/> when it refuses.
    /// </summary>
    public async Task<ApplicationTokens> RefreshAsync(ApplicationTokens tokens, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(timeout, TimeProvider.System);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            using var response = await http.GetAsync(Address(tokens), both.Token);
            var body = await response.Content.ReadAsByteArrayAsync(both.Token);
            return (int)response.StatusCode >= 500 ? throw Unavailable() : Take(tokens, body, (int)response.StatusCode);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or JsonException
            || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            throw Unavailable();
        }
    }

    private static ApplicationTokens Take(ApplicationTokens tokens, byte[] body, int status)
    {
        using var document = JsonDocument.Parse(body);
        var answer = document.RootElement;
        var (access, refresh) = (answer.Text("access_token"), answer.Text("refresh_token"));
        if (access.Length == 0 || refresh.Length == 0)
        {
            // A refusal such as wrong_client may come with status 200.
            var error = new BitrixError(status, Redaction.Clean(answer.Text("error")), string.Empty) { Kind = FailureKind.Unauthorized };
            throw new BitrixException(FailureKind.Unauthorized, error, Refused.With(error.Code));
        }

        return tokens with
        {
            AccessToken = access,
            RefreshToken = refresh,
            ClientEndpoint = answer.Text("client_endpoint") is { Length: > 0 } endpoint ? endpoint : tokens.ClientEndpoint,
        };
    }

    private static Uri Address(ApplicationTokens tokens) => new(
        tokens.TokenEndpoint + "?grant_type=refresh_token&client_id=" + Uri.EscapeDataString(tokens.ClientId)
        + "&client_secret=" + Uri.EscapeDataString(tokens.ClientSecret) + "&refresh_token=" + Uri.EscapeDataString(tokens.RefreshToken));

    private static BitrixException Unavailable() => new(FailureKind.Unavailable, null, Silent.With());
}
