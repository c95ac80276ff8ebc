using Microsoft.AspNetCore.Http.Features;

namespace Pragmatika.Portal.Hosting;

/// <summary>Pages answer GET only. Without this a HEAD of the sign-in page matches nothing open to all and is sent to the sign-in page, for ever.</summary>
public static class HeadRequests
{
    /// <summary>Must stand before routing. The answer to a HEAD is that of the GET, its body left out.</summary>
    public static void UseHeadAsGet(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        if (HttpMethods.IsHead(context.Request.Method))
        {
            context.Request.Method = HttpMethods.Get;
            context.Features.Set<IHttpResponseBodyFeature>(new StreamResponseBodyFeature(Stream.Null, context.Features.GetRequiredFeature<IHttpResponseBodyFeature>()));
        }

        return next(context);
    });
}
