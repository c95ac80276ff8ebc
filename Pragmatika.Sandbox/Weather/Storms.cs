using Pragmatika.Sandbox.Wire;

namespace Pragmatika.Sandbox.Weather;

/// <summary>What a strike does to one HTTP exchange.</summary>
public static class Storms
{
    /// <summary>Strikes before any work. True when the exchange is over.</summary>
    public static async Task<bool> BeforeAsync(HttpContext context, WeatherStrike? strike, TimeProvider clock)
    {
        switch (strike?.Kind)
        {
            case WeatherKind.CutBefore:
                context.Abort();
                return true;
            case WeatherKind.BadGateway:
                await HtmlAsync(context, StatusCodes.Status502BadGateway, "502 Bad Gateway");
                return true;
            case WeatherKind.Rename:
                return Redirected(context, strike.Rule);
            case WeatherKind.Slow:
                await Task.Delay(TimeSpan.FromSeconds(strike.Rule.Seconds), clock, context.RequestAborted);
                return false;
            default:
                return false;
        }
    }

    /// <summary>Strikes the portal itself answers as an error.</summary>
    public static RestException? Refusal(WeatherStrike? strike) => strike?.Kind switch
    {
        WeatherKind.Burst503 => Errors.TooManyRequests(),
        WeatherKind.ServerError => new RestException(500, "INTERNAL_SERVER_ERROR", "Internal server error"),
        WeatherKind.Revoked => Errors.Credentials(),
        WeatherKind.Overload => new RestException(503, "OVERLOAD_LIMIT", "REST API is blocked due to overload."),
        WeatherKind.PortalDeleted => new RestException(500, "PORTAL_DELETED", "Portal was deleted"),
        _ => null,
    };

    /// <summary>After how many commands a batch dies; never without such a strike.</summary>
    public static int DiesAfter(WeatherStrike? strike, PhpArray parameters)
    {
        var commands = parameters.AnyCase("cmd").Array?.Count ?? 0;
        return strike?.Kind == WeatherKind.BatchDies && commands > 0 ? (int)(strike.Place * commands) : int.MaxValue;
    }

    /// <summary>Sends the answer, or what the weather leaves of it.</summary>
    public static async Task SendAsync(HttpContext context, RestAddress address, AnswerBuffer answer, WeatherStrike? strike)
    {
        switch (strike?.Kind)
        {
            case WeatherKind.AnswerLost:
                context.Abort();
                break;
            case WeatherKind.GatewayTimeout:
                await HtmlAsync(context, StatusCodes.Status504GatewayTimeout, "504 Gateway Time-out");
                break;
            case WeatherKind.CutAfter:
                await SendHalfAsync(context, answer);
                break;
            default:
                await SendWholeAsync(context, address, answer);
                break;
        }
    }

    /// <summary>The request used up its time, or its batch died.</summary>
    public static async Task CutAsync(HttpContext context, WeatherStrike? strike)
    {
        if (strike?.Kind == WeatherKind.BatchDies)
        {
            context.Abort();
            return;
        }

        await HtmlAsync(context, StatusCodes.Status504GatewayTimeout, "504 Gateway Time-out");
    }

    private static async Task SendWholeAsync(HttpContext context, RestAddress address, AnswerBuffer answer)
    {
        if (address.IsXml)
        {
            var xml = XmlAnswer.From(answer.Bytes.Written);
            context.Response.ContentType = "text/xml; charset=utf-8";
            await context.Response.BodyWriter.WriteAsync(xml, context.RequestAborted);
            return;
        }

        context.Response.ContentType = "application/json; charset=utf-8";
        context.Response.ContentLength = answer.Bytes.Length;
        await context.Response.BodyWriter.WriteAsync(answer.Bytes.Written, context.RequestAborted);
    }

    private static async Task SendHalfAsync(HttpContext context, AnswerBuffer answer)
    {
        context.Response.ContentType = "application/json; charset=utf-8";
        context.Response.ContentLength = answer.Bytes.Length;
        await context.Response.BodyWriter.WriteAsync(answer.Bytes.Written[..(answer.Bytes.Length / 2)], context.RequestAborted);
        await context.Response.BodyWriter.FlushAsync(context.RequestAborted);
        context.Abort();
    }

    private static bool Redirected(HttpContext context, WeatherRule rule)
    {
        var newHost = rule.NewHost.Length > 0 ? rule.NewHost : FormattableString.Invariant($"127.0.0.1:{context.Connection.LocalPort}");
        if (context.Request.Host.Value == newHost)
        {
            return false;
        }

        context.Response.StatusCode = StatusCodes.Status302Found;
        context.Response.Headers.Location = $"{context.Request.Scheme}://{newHost}{context.Request.Path}{context.Request.QueryString}";
        return true;
    }

    private static async Task HtmlAsync(HttpContext context, int status, string title)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/html";
        await context.Response.WriteAsync(
            $"<html>\r\n<head><title>{title}</title></head>\r\n<body>\r\n<center><h1>{title}</h1></center>\r\n<hr><center>nginx</center>\r\n</body>\r\n</html>\r\n",
            context.RequestAborted);
    }
}
