namespace Pragmatika.Sandbox.Wire;

/// <summary>What a path under <c>/rest/</c> says (reference 1.1).</summary>
/// <param name="UserId">Owner of the webhook, or null for a call with a token.</param>
/// <param name="Code">Secret of the webhook, or null.</param>
/// <param name="Method">Method without suffix.</param>
/// <param name="IsXml">True when the answer is wanted as XML.</param>
/// <param name="IsVersion3">True under <c>/rest/api/</c>.</param>
public sealed record RestAddress(string? UserId, string? Code, string Method, bool IsXml, bool IsVersion3)
{
    public bool IsWebhook => Code is not null;

    /// <summary>Reads the path after <c>/rest</c>; slashes at either end do not matter.</summary>
    public static RestAddress Parse(string path)
    {
        var parts = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        var isVersion3 = parts.Length > 0 && parts[0] == "api";
        parts = isVersion3 ? parts[1..] : parts;
        var method = parts.Length is 1 or >= 3 ? parts[^1] : "";
        var isWebhook = parts.Length >= 2;
        return new RestAddress(isWebhook ? parts[0] : null, isWebhook ? parts[1] : null, CleanMethod(method), method.EndsWith(".xml", StringComparison.OrdinalIgnoreCase), isVersion3);
    }

    /// <summary>Takes <c>.json</c> and <c>.xml</c> off.</summary>
    public static string CleanMethod(string method)
    {
        method = method.Trim('/', ' ');
        foreach (var suffix in (ReadOnlySpan<string>)[".json", ".xml"])
        {
            if (method.EndsWith(suffix, StringComparison.OrdinalIgnoreCase))
            {
                return method[..^suffix.Length];
            }
        }

        return method;
    }
}
