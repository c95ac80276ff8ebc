using System.Text.RegularExpressions;

namespace Pragmatika.Portal.Features.Connections;

/// <summary>An inbound webhook's address: <c>https://host/rest/{user}/{secret}/</c>.</summary>
public static partial class WebhookAddress
{
    /// <summary>Also when a method's name follows, as the portal's own page copies it.</summary>
    public static bool IsOne(string address) => Shape().IsMatch(address.Trim());

    /// <summary>The address without a method's name, with its final slash.</summary>
    public static string Clean(string address) => Shape().Match(address.Trim()).Groups["base"].Value.TrimEnd('/') + "/";

    [GeneratedRegex(@"^(?<base>https?://[^/\s]+/rest/\d+/[A-Za-z0-9]+)(/[a-z.]*)?$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Shape();
}
