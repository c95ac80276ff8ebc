using Pragmatika.Sandbox.Control;
using Pragmatika.Sandbox.Control.State;
using Pragmatika.Sandbox.Events;
using Pragmatika.Sandbox.Limits;
using Pragmatika.Sandbox.OAuth;
using Pragmatika.Sandbox.Rest;
using Pragmatika.Sandbox.Rest.Methods;
using Pragmatika.Sandbox.Store;
using Pragmatika.Sandbox.Weather;

namespace Pragmatika.Sandbox.Hosting;

/// <summary>The parts of one portal, put together.</summary>
public sealed class SandboxServices
{
    private readonly RestEndpoint _rest;
    private readonly ControlEndpoint _control;
    private readonly TokenEndpoint _tokens;

    private SandboxServices(SandboxOptions options)
    {
        Portal = new Portal(new PortalTime(options.Clock, options.TimeZone), options.Language);
        State = new SandboxState(options.Clock, LimitProfile.Named(options.Profile), options.RequireHttps, new TokenStore(options.Clock, TokenEndpoint.StockApp));
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
        _control = new ControlEndpoint(this, options);
        _tokens = new TokenEndpoint(State.Tokens);
    }

    public Portal Portal { get; }

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

    /// <summary>Writes the state file; does nothing without a path.</summary>
    public void Save(string path)
    {
        if (path.Length == 0)
        {
            return;
        }

        lock (Portal.Gate)
        {
            StateFile.Save(Portal, path);
        }
    }

    /// <summary>Replaces the state by that of a file.</summary>
    public void Load(string path)
    {
        lock (Portal.Gate)
        {
            StateFile.Load(Portal, path);
        }
    }

    /// <summary>A new portal: no records, no counters, the same weather.</summary>
    public void Reset()
    {
        lock (Portal.Gate)
        {
            Portal.Reset();
        }

        Stats.Reset();
        Meter.Reset();
        State.Buckets.Reset();
    }

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
