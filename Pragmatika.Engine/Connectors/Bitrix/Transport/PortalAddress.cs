namespace Pragmatika.Engine.Connectors.Bitrix.Transport;

/// <summary>
/// Where a portal answers: <c>https://host/rest/USER/CODE/</c> of a webhook or <c>https://host/rest/</c> of an application. A webhook address is a password:
/// <see cref="ToString"/> and <see cref="Shown"/> never tell the code.
/// </summary>
public sealed class PortalAddress
{
    private PortalAddress(Uri root, string? code, string shown)
    {
        Root = root;
        Code = code;
        Shown = shown;
    }

    /// <summary>Ends with a slash; a method name is appended to it. Secret when it is a webhook's.</summary>
    internal Uri Root { get; }

    /// <summary>The secret part of a webhook's path; null for an application.</summary>
    internal string? Code { get; }

    /// <summary>The address without its secret, for people.</summary>
    public string Shown { get; }

    public string Host => Root.Authority;

    /// <summary>Takes a webhook address with or without the trailing slash, http or https. Throws <see cref="FormatException"/> without repeating the text.</summary>
    public static PortalAddress Webhook(string text)
    {
        if (!TryRoot(text, out var root))
        {
            throw new FormatException("Адрес вебхука должен начинаться с http:// или https://.");
        }

        var parts = root.AbsolutePath.Trim('/').Split('/');
        if (parts.Length < 3 || parts[^3] != "rest" || !long.TryParse(parts[^2], out _))
        {
            throw new FormatException("Адрес вебхука должен иметь вид https://портал/rest/1/код/.");
        }

        return new(root, parts[^1], Hide(root, parts));
    }

    /// <summary>Takes the client endpoint of an application: <c>https://host/rest/</c>.</summary>
    public static PortalAddress Application(string clientEndpoint) => TryRoot(clientEndpoint, out var root)
        ? new(root, null, root.AbsoluteUri)
        : throw new FormatException("Адрес портала должен начинаться с http:// или https://.");

    internal Uri Method(string method) => new(Root, method + ".json");

    /// <summary>The same path on another host.</summary>
    internal PortalAddress MovedTo(Uri place)
    {
        var root = new UriBuilder(Root) { Scheme = place.Scheme, Host = place.Host, Port = place.Port }.Uri;
        return new(root, Code, Code is null ? root.AbsoluteUri : Hide(root, root.AbsolutePath.Trim('/').Split('/')));
    }

    public override string ToString() => Shown;

    private static bool TryRoot(string text, out Uri root) =>
        Uri.TryCreate(text.Trim().TrimEnd('/') + "/", UriKind.Absolute, out root!) && (root.Scheme == Uri.UriSchemeHttps || root.Scheme == Uri.UriSchemeHttp);

    private static string Hide(Uri root, string[] parts) => root.GetLeftPart(UriPartial.Authority) + "/" + string.Join('/', parts[..^1]) + "/***/";
}
