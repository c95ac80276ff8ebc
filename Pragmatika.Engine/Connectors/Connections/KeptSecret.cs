using System.Data.Common;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Pragmatika.Engine.Connectors.Connections;

/// <summary>
/// Lets a stored connection be edited without typing its secrets again: what a new secret leaves empty of the hidden parts is taken from the stored one. Only while it leads to the same
/// server as the same user: a stored password must not be sent to an address that somebody has typed since. Pure.
/// </summary>
internal static class KeptSecret
{
    private static readonly string[] Passwords = ["Password", "PWD"];
    private static readonly string[] Addresses = ["Host", "Server", "Data Source", "Port", "Username", "User ID"];
    private static readonly string[] Tokens = ["clientSecret", "accessToken", "refreshToken"];

    public static string Fill(ConnectionKind kind, string secret, string stored)
    {
        try
        {
            return kind switch
            {
                ConnectionKind.PostgreSql or ConnectionKind.SqlServer => FillPassword(secret, stored),
                ConnectionKind.BitrixApplication => FillTokens(secret, stored),
                _ => secret,
            };
        }
        catch (Exception exception) when (exception is ArgumentException or JsonException or InvalidOperationException)
        {
            return secret;
        }
    }

    private static string FillPassword(string secret, string stored)
    {
        var wanted = new DbConnectionStringBuilder { ConnectionString = secret };
        var known = new DbConnectionStringBuilder { ConnectionString = stored };
        var password = Passwords.FirstOrDefault(known.ContainsKey);
        if (password is null || Passwords.Any(wanted.ContainsKey) || !Addresses.All(name => Same(Value(wanted, name), Value(known, name))))
        {
            return secret;
        }

        wanted["Password"] = known[password];
        return wanted.ConnectionString;
    }

    private static string FillTokens(string secret, string stored)
    {
        if (JsonNode.Parse(secret) is not JsonObject wanted || JsonNode.Parse(stored) is not JsonObject known
            || !Same(Text(wanted, "clientEndpoint"), Text(known, "clientEndpoint")) || !Same(Text(wanted, "clientId"), Text(known, "clientId")))
        {
            return secret;
        }

        foreach (var (name, value) in known.ToList())
        {
            if (!wanted.ContainsKey(name) || (Tokens.Contains(name) && Text(wanted, name).Length == 0))
            {
                wanted[name] = value?.DeepClone();
            }
        }

        return wanted.ToJsonString();
    }

    private static string Value(DbConnectionStringBuilder builder, string name) => builder.TryGetValue(name, out var value) ? value.ToString() ?? string.Empty : string.Empty;

    private static string Text(JsonObject json, string name) => json[name]?.GetValue<string>() ?? string.Empty;

    private static bool Same(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
}
