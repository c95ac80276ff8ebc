using Microsoft.Net.Http.Headers;

namespace Pragmatika.Portal.Assets;

internal static class BundleEndpoints
{
    public static void MapBundles(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/assets/css/portal.{tag}.css", (string tag, HttpContext context, AssetBundles bundles) => AnswerAsync(context, bundles, tag, made => made.Style)).AllowAnonymous();
        endpoints.MapGet("/assets/js/bundle.{tag}.js", (string tag, HttpContext context, AssetBundles bundles) => AnswerAsync(context, bundles, tag, made => made.Script)).AllowAnonymous();
    }

    private static async Task AnswerAsync(HttpContext context, AssetBundles bundles, string tag, Func<AssetBundles.Made, AssetBundle> choose)
    {
        var bundle = choose(await bundles.AllAsync(context.RequestAborted));
        if (tag != bundle.Tag)
        {
            // A page from before an update: its reload asks for the new one.
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        var (body, encoding) = bundle.For(context.Request.Headers.AcceptEncoding.ToString());
        var headers = context.Response.Headers;
        headers.CacheControl = "max-age=31536000, immutable";
        headers.Vary = HeaderNames.AcceptEncoding;
        if (encoding.Length > 0)
        {
            headers.ContentEncoding = encoding;
        }

        context.Response.ContentType = bundle.ContentType;
        context.Response.ContentLength = body.Length;
        await context.Response.Body.WriteAsync(body, context.RequestAborted);
    }
}
