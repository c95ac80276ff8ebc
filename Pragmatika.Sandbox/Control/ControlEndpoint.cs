using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization;
using Pragmatika.Sandbox.Hosting;
using Pragmatika.Sandbox.Weather;

namespace Pragmatika.Sandbox.Control;

/// <summary>What a control call asks for the weather: a name, or rules of its own; the seed stays unless given.</summary>
public sealed record WeatherRequest(string? Name, int? Seed, IReadOnlyList<WeatherRule>? Rules);

/// <summary>Everything under <c>/_sandbox/</c>, for loopback callers only.</summary>
public sealed class ControlEndpoint(SandboxServices services, int seed)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
        WriteIndented = true,
    };

    private int _seed = seed;

    public async Task HandleAsync(HttpContext context)
    {
        if (context.Connection.RemoteIpAddress is not { } address || !IPAddress.IsLoopback(address))
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            return;
        }

        try
        {
            await RouteAsync(context);
        }
        catch (Exception failure) when (failure is ArgumentException or JsonException or IOException)
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            await context.Response.WriteAsJsonAsync(new { error = failure.Message }, Json, context.RequestAborted);
        }
    }

    private async Task RouteAsync(HttpContext context)
    {
        var action = context.Request.Method.ToUpperInvariant() + " " + context.Request.Path.Value!["/_sandbox".Length..].Trim('/').ToLower(CultureInfo.InvariantCulture);
        switch (action)
        {
            case "GET stats":
                await context.Response.WriteAsJsonAsync(StatsReport.Of(services), Json, context.RequestAborted);
                break;
            case "POST weather":
                SetWeather(await context.Request.ReadFromJsonAsync<WeatherRequest>(Json, context.RequestAborted) ?? new WeatherRequest("calm", null, null));
                await context.Response.WriteAsJsonAsync(new { weather = services.Weather.Name }, Json, context.RequestAborted);
                break;
            default:
                context.Response.StatusCode = StatusCodes.Status404NotFound;
                break;
        }
    }

    private void SetWeather(WeatherRequest request)
    {
        _seed = request.Seed ?? _seed;
        services.Weather.Set(request.Rules is { } rules ? new Forecast(request.Name ?? "custom", rules) : Forecast.Named(request.Name ?? "calm"), _seed);
    }
}
