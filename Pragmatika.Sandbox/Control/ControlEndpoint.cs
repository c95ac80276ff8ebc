using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization;
using Pragmatika.Sandbox.Limits;
using Pragmatika.Sandbox.Rest.Records;
using Pragmatika.Sandbox.Weather;
using Pragmatika.Sandbox.Wire;

namespace Pragmatika.Sandbox.Control;

/// <summary>Everything under <c>/_sandbox/</c>, for loopback callers only.</summary>
/// <param name="parts">What the calls turn.</param>
/// <param name="dataFile">The state file the portal was started with; empty without one.</param>
/// <param name="seed">Seed of the weather until a call gives another.</param>
public sealed class ControlEndpoint(PortalParts parts, string dataFile, int seed)
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
        catch (Exception failure) when (failure is ArgumentException or ControlException or JsonException or IOException or InvalidDataException)
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
                await context.Response.WriteAsJsonAsync(StatsReport.Of(parts), Json, context.RequestAborted);
                break;
            case "POST weather":
                SetWeather(await ReadAsync<WeatherRequest>(context) ?? new WeatherRequest("calm", null, null));
                await context.Response.WriteAsJsonAsync(new { weather = parts.Weather.Name }, Json, context.RequestAborted);
                break;
            case "POST reset":
                parts.Reset();
                await DoneAsync(context);
                break;
            case "POST seed":
                Seed(await ReadAsync<SeedRequest>(context) ?? new SeedRequest());
                await context.Response.WriteAsJsonAsync(StatsReport.Of(parts).Entities, Json, context.RequestAborted);
                break;
            case "POST limits":
                SetLimits(await ReadAsync<LimitsRequest>(context) ?? new LimitsRequest());
                await DoneAsync(context);
                break;
            case "POST save":
                parts.Save(await PathAsync(context));
                await DoneAsync(context);
                break;
            case "POST load":
                parts.Load(await PathAsync(context));
                await DoneAsync(context);
                break;
            case "POST hooks":
                AddHook(await ReadAsync<HookRequest>(context) ?? throw new ControlException("Send {\"handler\": \"http://…\", \"events\": [\"ONCRMDEALADD\"]}."));
                await DoneAsync(context);
                break;
            case "POST restore":
                Restore(await ReadAsync<RestoreRequest>(context) ?? throw new ControlException("Send {\"entityTypeId\": 3, \"id\": 5}."));
                await DoneAsync(context);
                break;
            case "POST oauth/install":
                await InstallAsync(context);
                break;
            default:
                context.Response.StatusCode = StatusCodes.Status404NotFound;
                break;
        }
    }

    private static Task DoneAsync(HttpContext context) => context.Response.WriteAsJsonAsync(new { done = true }, Json, context.RequestAborted);

    private static async Task<T?> ReadAsync<T>(HttpContext context)
        where T : class => context.Request.ContentLength is 0 or null && context.Request.Headers.TransferEncoding.Count == 0
        ? null
        : await JsonSerializer.DeserializeAsync<T>(context.Request.Body, Json, context.RequestAborted);

    /// <summary>The file a call names, or the one the portal was started with.</summary>
    private async Task<string> PathAsync(HttpContext context)
    {
        var path = (await ReadAsync<StateRequest>(context))?.Path ?? dataFile;
        return path.Length > 0 ? path : throw new ControlException("Name a file: {\"path\": \"…\"}, or start the sandbox with --data.");
    }

    private void Seed(SeedRequest request)
    {
        lock (parts.Portal.Gate)
        {
            new DataSeeder(parts.Portal, request).Run();
        }
    }

    private void Restore(RestoreRequest request)
    {
        lock (parts.Portal.Gate)
        {
            var table = parts.Portal.Table(request.EntityTypeId) ?? throw new ControlException("There is no such kind of record.");
            var record = parts.Portal.Bin.Take(request.EntityTypeId, request.Id) ?? throw new ControlException("The recycle bin has no such record.");
            new RecordWriter(parts.Portal, table, new Caller("bin", 1, IsApplication: false, Scopes: null), new WriteMode(IsClassic: false)).Restore(record, request.AsNew);
        }
    }

    private void SetLimits(LimitsRequest request)
    {
        parts.State.Profile = request.Profile is { } profile ? LimitProfile.Named(profile) : parts.State.Profile;
        parts.Costs.Default = request.CallCost is { } cost ? TimeSpan.FromSeconds(cost) : parts.Costs.Default;
        foreach (var (method, seconds) in request.Costs ?? [])
        {
            parts.Costs.Set(method, TimeSpan.FromSeconds(seconds));
        }
    }

    private void AddHook(HookRequest request)
    {
        lock (parts.Portal.Gate)
        {
            foreach (var name in request.Events)
            {
                parts.Events.AddOutgoingHook(name, request.Handler, request.ApplicationToken);
            }
        }
    }

    private async Task InstallAsync(HttpContext context)
    {
        var answer = AnswerBuffer.Rent();
        OAuth.TokenEndpoint.Write(context, answer.Json, parts.State.Tokens.Install(1));
        answer.Mark();
        context.Response.ContentType = "application/json; charset=utf-8";
        await context.Response.BodyWriter.WriteAsync(answer.Bytes.Written, context.RequestAborted);
        answer.Return();
    }

    private void SetWeather(WeatherRequest request)
    {
        _seed = request.Seed ?? _seed;
        parts.Weather.Set(request.Rules is { } rules ? new Forecast(request.Name ?? "custom", rules) : Forecast.Named(request.Name ?? "calm"), _seed);
    }
}
