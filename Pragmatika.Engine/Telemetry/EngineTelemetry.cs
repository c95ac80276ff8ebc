using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Pragmatika.Engine.Telemetry;

/// <summary>
/// What the engine tells to whoever listens: one trace a run, from the page of rows to the REST call, and measures of both. It carries ids, kinds and counts: never a value, a name or an
/// address. Without a listener a call here costs a check.
/// </summary>
public static class EngineTelemetry
{
    /// <summary>Of the traces and of the meter.</summary>
    public const string Name = "Pragmatika";

    private static readonly ActivitySource Traces = new(Name);
    private static readonly Meter Measures = new(Name);
    private static readonly Counter<long> Runs = Measures.CreateCounter<long>("pragmatika.runs", description: "Runs that ended, by how");
    private static readonly Counter<long> Calls = Measures.CreateCounter<long>("pragmatika.rest.requests", description: "Requests to portals, by method and status (0: no answer)");
    private static readonly Histogram<double> Durations = Measures.CreateHistogram(
        "pragmatika.rest.duration",
        "s",
        "Time from a request to its whole answer",
        advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60] });

    /// <summary>Begins the trace of a run. It has no parent: what started it (a click, a clock) may not be listened to, and would then take the run with it.</summary>
    internal static Activity? Run(Guid run, string mode)
    {
        Activity.Current = null;
        return Traces.StartActivity("run")?.SetTag("run.id", run.ToString()).SetTag("run.mode", mode);
    }

    internal static void Ended(Activity? run, string state, bool isFailure)
    {
        Runs.Add(1, new KeyValuePair<string, object?>("state", state));
        run?.SetTag("run.state", state).SetStatus(isFailure ? ActivityStatusCode.Error : ActivityStatusCode.Ok);
    }

    /// <summary>A stage of a run; null outside of one and without a listener.</summary>
    internal static Activity? Stage(string name) => InRun(name);

    internal static Activity? Stage(string name, int rows) => InRun(name)?.SetTag("rows", rows);

    internal static Activity? Call(string method, int commands) => InRun("rest.call", ActivityKind.Client)?.SetTag("rest.method", method).SetTag("rest.commands", commands);

    /// <summary><paramref name="status"/> 0 when no answer came; <paramref name="failure"/> null when all went well.</summary>
    internal static void Called(Activity? call, string method, int status, TimeSpan duration, string? failure)
    {
        Calls.Add(1, new KeyValuePair<string, object?>("method", method), new KeyValuePair<string, object?>("status", status));
        Durations.Record(duration.TotalSeconds, new KeyValuePair<string, object?>("method", method));
        call?.SetTag("rest.status", status);
        if (failure is not null)
        {
            call?.SetTag("rest.failure", failure).SetStatus(ActivityStatusCode.Error);
        }
    }

    private static Activity? InRun(string name, ActivityKind kind = ActivityKind.Internal) => Activity.Current?.Source == Traces ? Traces.StartActivity(name, kind) : null;
}
