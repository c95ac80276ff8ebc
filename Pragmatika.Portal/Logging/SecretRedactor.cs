using System.Text.RegularExpressions;

namespace Pragmatika.Portal.Logging;

/// <summary>Takes secrets and personal data out of a line of the technical log. The last net: code above it should not log them at all.</summary>
public static partial class SecretRedactor
{
    public static string Redact(string line)
    {
        line = Webhook().Replace(line, "/rest/${user}/***/");
        line = Token().Replace(line, "${name}***");
        line = Password().Replace(line, "${name}***");
        line = Mail().Replace(line, "***@***");
        return Phone().Replace(line, "+7**********");
    }

    // A webhook address holds its secret in the path: /rest/1/abc123/
    [GeneratedRegex(@"/rest/(?<user>\d+)/[^/\s""']+/?", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Webhook();

    [GeneratedRegex(@"(?<name>(auth|access_token|refresh_token|client_secret|application_token)[""']?\s*[=:]\s*[""']?)[A-Za-z0-9_\-.]+", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Token();

    [GeneratedRegex(@"(?<name>(password|pwd)\\?[""']?\s*[=:]\s*)(\\?""[^""]*""|'[^']*'|[^;\s""']+)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Password();

    [GeneratedRegex(@"[\w.+\-]+@[\w\-]+(\.[\w\-]+)+", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Mail();

    // Russian numbers as people write them; the left edge keeps ids and ticks whole.
    [GeneratedRegex(@"(?<![\w.\-])(\+7|8|7)[\s(\-]*\d{3}[\s)\-]*\d{3}[\s\-]*\d{2}[\s\-]*\d{2}(?![\w])", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Phone();
}
