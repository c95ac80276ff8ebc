using Pragmatika.Sandbox.Control;
using Pragmatika.Sandbox.Events;
using Pragmatika.Sandbox.Limits;
using Pragmatika.Sandbox.OAuth;
using Pragmatika.Sandbox.Rest;
using Pragmatika.Sandbox.Rest.Methods;
using Pragmatika.Sandbox.Store;
using Pragmatika.Sandbox.Traffic;
using Pragmatika.Sandbox.Weather;

namespace Pragmatika.Sandbox;

/// <summary>The parts of one portal, put together.</summary>
public sealed class SandboxServices
{
    private readonly RestEndpoint _rest;
    private readonly ControlEndpoint _control;
    private readonly TokenEndpoint _tokens;

    private SandboxServices(SandboxOptions options)
    {
        Portal = new Portal(new PortalTime(options.Clock, options.TimeZone), options.Language);
        State = new SandboxState(options.Clock, LimitProfile.Named(options.Profile), options.RequireHttps, options.AnswersTakeTheirCost, new TokenStore(options.Clock, TokenEndpoint.StockApp));
        Stats = new SandboxStats();
        Weather = new WeatherEngine(options.Clock, Stats);
        Weather.Set(Forecast.Named(options.Weather), options.Seed);
        Meter = new OperatingMeter(options.Clock);
        Costs = new MethodCosts(options.CallCost);
        Events = new EventHub(Portal);
        Sender = new EventSender(Events, State.Tokens, Weather, Stats, options.Clock);
        Webhooks.AddWebhook(1, options.WebhookCode);
        var runner = new CommandRunner(Portal, MethodCatalog.Create(), Meter, Costs, Stats, Weather);
        _rest = new RestEndpoint(State, runner, new BatchRunner(runner), Webhooks, Weather, Stats);
        Parts = new PortalParts(Portal, State, Stats, Weather, Meter, Costs, Events);
        _control = new ControlEndpoint(Parts, options.DataFile, options.Seed);
        _tokens = new TokenEndpoint(State.Tokens);
    }

    public Portal Portal { get; }

    /// <summary>What can be looked at, turned, kept and begun anew.</summary>
    public PortalParts Parts { get; }

    public SandboxState State { get; }

    public SandboxStats Stats { get; }

    public WeatherEngine Weather { get; }

    public OperatingMeter Meter { get; }

    public MethodCosts Costs { get; }

    public EventHub Events { get; }

    /// <summary>Sends online events while the host runs.</summary>
    public EventSender Sender { get; }

    /// <summary>Inbound webhooks; more can be added while running.</summary>
    public CallerDirectory Webhooks { get; } = new();

    public static SandboxServices Create(SandboxOptions options)
    {
        var services = new SandboxServices(options);
        if (options.DataFile.Length > 0 && File.Exists(options.DataFile))
        {
            services.Load(options.DataFile);
        }

        return services;
    }

    /// <inheritdoc cref="PortalParts.Save"/>
    public void Save(string path) => Parts.Save(path);

    /// <inheritdoc cref="PortalParts.Load"/>
    public void Load(string path) => Parts.Load(path);

    /// <inheritdoc cref="PortalParts.Reset"/>
    public void Reset() => Parts.Reset();

    /// <summary>Sends a request to its room by the first part of its path.</summary>
    public Task HandleAsync(HttpContext context)
    {
        var path = context.Request.Path;
        if (path.StartsWithSegments("/rest", StringComparison.OrdinalIgnoreCase))
        {
            return _rest.HandleAsync(context);
        }

        if (path.StartsWithSegments("/_sandbox", StringComparison.OrdinalIgnoreCase))
        {
            return _control.HandleAsync(context);
        }

        if (path.StartsWithSegments("/oauth/token", StringComparison.OrdinalIgnoreCase))
        {
            return _tokens.HandleAsync(context);
        }

        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }
}
