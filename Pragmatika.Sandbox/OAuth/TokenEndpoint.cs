using System.Globalization;
using System.Text.Json;
using Pragmatika.Sandbox.Wire;

namespace Pragmatika.Sandbox.OAuth;

/// <summary><c>/oauth/token/</c>: exchange of a code and refresh with rotation (reference 1.4).</summary>
public sealed class TokenEndpoint(TokenStore tokens)
{
    public const string MemberId = "5a6b0c7d1e2f43948596a7b8c9d0e1f2";

    /// <summary>The application every sandbox has installed.</summary>
    public static LocalApp StockApp { get; } = new("local.sandbox", "sandbox-client-secret", "8f14e45fceea167a5a36dedd4bea2543");

    public async Task HandleAsync(HttpContext context)
    {
        var parameters = await RequestParameters.ReadAsync(context.Request, context.RequestAborted);
        var answer = AnswerBuffer.Rent();
        try
        {
            Write(context, answer.Json, Grant(parameters));
        }
        catch (RestException failure)
        {
            answer.Clear();
            ErrorBody.Write(answer.Json, failure);
            context.Response.StatusCode = failure.Status;
        }

        answer.Mark();
        context.Response.ContentType = "application/json; charset=utf-8";
        await context.Response.BodyWriter.WriteAsync(answer.Bytes.Written, context.RequestAborted);
        answer.Return();
    }

    private TokenPair Grant(PhpArray parameters)
    {
        if (parameters["client_id"].AsText != tokens.App.ClientId || parameters["client_secret"].AsText != tokens.App.ClientSecret)
        {
            throw new RestException(400, "invalid_client", "Invalid client");
        }

        return parameters["grant_type"].AsText switch
        {
            "authorization_code" => tokens.Exchange(parameters["code"].AsText),
            "refresh_token" => tokens.Refresh(parameters["refresh_token"].AsText),
            _ => throw new RestException(400, "invalid_request", "Invalid request"),
        };
    }

    /// <summary>Writes the pair as the vendor's endpoint does.</summary>
    public static void Write(HttpContext context, Utf8JsonWriter json, TokenPair pair)
    {
        var host = context.Request.Scheme + "://" + context.Request.Host.Value;
        json.WriteStartObject();
        json.WriteString("access_token", pair.AccessToken);
        json.WriteNumber("expires", pair.AccessExpires);
        json.WriteNumber("expires_in", TokenStore.AccessSeconds);
        json.WriteString("scope", "app");
        json.WriteString("domain", context.Request.Host.Value);
        json.WriteString("server_endpoint", host + "/rest/");
        json.WriteString("status", "L");
        json.WriteString("client_endpoint", host + "/rest/");
        json.WriteString("member_id", MemberId);
        json.WriteString("user_id", pair.UserId.ToString(CultureInfo.InvariantCulture));
        json.WriteString("refresh_token", pair.RefreshToken);
        json.WriteEndObject();
    }
}
