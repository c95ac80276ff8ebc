using System.Text.RegularExpressions;

namespace Pragmatika.Engine.Connectors.Bitrix.Transport;

/// <summary>Takes credentials out of texts that come from outside: error descriptions, exception messages.</summary>
internal static partial class Redaction
{
    private const int LongestMessage = 500;

    /// <summary>Hides webhook codes, token parameters, the given secrets and anything like a phone number; cuts long texts.</summary>
    public static string Clean(string? text, params ReadOnlySpan<string?> secrets)
    {
        if (string.IsNullOrEmpty(text))
        {
            return string.Empty;
        }

        foreach (var secret in secrets)
        {
            if (!string.IsNullOrEmpty(secret))
            {
                text = text.Replace(secret, "***", StringComparison.OrdinalIgnoreCase);
            }
        }

        text = WebhookPath().Replace(text, "${kept}***");
        text = TokenParameter().Replace(text, "${kept}***");
        text = Phone().Replace(text, "***");
        return text.Length <= LongestMessage ? text : text[..LongestMessage] + "…";
    }

    [GeneratedRegex(@"(?<kept>/rest/(?:api/)?\d+/)[^/\s""'?]+", RegexOptions.IgnoreCase)]
    private static partial Regex WebhookPath();

    [GeneratedRegex(@"(?<kept>(?:auth|access_token|refresh_token|client_secret|application_token|code)[""']?\s*[=:]\s*[""']?)[^&\s""',}]+", RegexOptions.IgnoreCase)]
    private static partial Regex TokenParameter();

    [GeneratedRegex(@"(?<![\w.-])\+?\d(?:[ ()-]{0,2}\d){9,14}(?![\w.-])")]
    private static partial Regex Phone();
}
