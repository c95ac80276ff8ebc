using System.Text.RegularExpressions;

namespace Pragmatika.Portal.Logging;

/// <summary>Takes secrets and personal data out of a line of the technical log. The last net: code above it should not log them at all.</summary>
public static partial class SecretRedactor
{
    public static string Redact(string line)
    {
        line = Webhook().Replace(line, "/rest/$1/***/");
        line = Token().Replace(line, "$1***");
        line = Password().Replace(line, "$1***");
        line = Mail().Replace(line, "***@***");
        return Phone().Replace(line, "+7**********");
    }

    // A webhook address holds its secret in the path: /rest/1/abc123/
    [GeneratedRegex(@"/rest/(\d+)/[^/\s""']+/?", RegexOptions.CultureInvariant)]
    private static partial Regex Webhook();

    [GeneratedRegex(@"((?:auth|access_token|refresh_token|client_secret|application_token)[""']?\s*[=:]\s*[""']?)[A-Za-z0-9_\-.]+", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Token();

    [GeneratedRegex(@"((?:password|pwd)\s*[=:]\s*)[^;\s""']+", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Password();

    [GeneratedRegex(@"[\w.+\-]+@[\w\-]+(?:\.[\w\-]+)+", RegexOptions.CultureInvariant)]
    private static partial Regex Mail();

    // Russian numbers as people write them; the left edge keeps ids and ticks whole.
    [GeneratedRegex(@"(?<![\w.\-])(?:\+7|8|7)[\s(\-]*\d{3}[\s)\-]*\d{3}[\s\-]*\d{2}[\s\-]*\d{2}(?![\w])", RegexOptions.CultureInvariant)]
    private static partial Regex Phone();
}
