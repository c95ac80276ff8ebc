namespace Pragmatika.Portal.Hosting;

/// <summary>Headers every answer carries: nothing from elsewhere is loaded, nobody frames us.</summary>
public static class SecurityHeaders
{
    // Styles: virtual lists set inline sizes and a toast carries the key frames of its bar. Everything else is ours and from here.
    private const string Policy =
        "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

    public static void UseSecurityHeaders(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "same-origin";
        headers.XFrameOptions = "DENY";
        return next(context);
    });
}
