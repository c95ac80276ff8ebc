using System.Diagnostics;
using Pragmatika.Sandbox.Limits;
using Pragmatika.Sandbox.Store;
using Pragmatika.Sandbox.Traffic;
using Pragmatika.Sandbox.Weather;
using Pragmatika.Sandbox.Wire;

namespace Pragmatika.Sandbox.Rest;

/// <summary>Runs single commands: rights, operating limit, the method itself under the portal's gate, and what it cost.</summary>
public sealed class CommandRunner(Portal portal, MethodTable methods, OperatingMeter meter, MethodCosts costs, SandboxStats stats, WeatherEngine weather)
{
    public PortalTime Time => portal.Time;

    /// <summary>Runs one command; whatever it refuses comes back as a value.</summary>
    /// <exception cref="RequestCutException">The request used up its time.</exception>
    public CommandOutcome Run(string name, PhpArray parameters, Caller caller, AnswerBuffer buffer, RequestBudget budget, bool inBatch)
    {
        var from = buffer.Mark();
        try
        {
            return RunChecked(name, parameters, caller, buffer, budget, inBatch, from);
        }
        catch (RestException failure)
        {
            buffer.CutTo(from);
            stats.Refused(failure.Code);
            return CommandOutcome.Failed(failure);
        }
        catch (Exception mistake) when (mistake is not RequestCutException)
        {
            // A mistake of the sandbox itself: the client sees what a real portal shows, the console tells us.
            buffer.CutTo(from);
            Console.Error.WriteLine($"{name}: {mistake}");
            var failure = new RestException(500, "INTERNAL_SERVER_ERROR", "Internal server error");
            stats.Refused(failure.Code);
            return CommandOutcome.Failed(failure);
        }
    }

    private CommandOutcome RunChecked(string name, PhpArray parameters, Caller caller, AnswerBuffer buffer, RequestBudget budget, bool inBatch, int from)
    {
        var method = methods.Find(name) ?? throw Errors.UnknownMethod();
        stats.Command(method.Name);
        Allow(method, caller, budget.Profile, inBatch);
        budget.Spend(TimeSpan.Zero);
        var start = portal.Time.Clock.GetUtcNow().ToUnixTimeMilliseconds() / 1000.0;
        var call = new RestCall { Portal = portal, Caller = WithConnector(caller, parameters), Method = method, Parameters = parameters, Json = buffer.Json };
        TimeSpan measured;
        lock (portal.Gate)
        {
            var started = Stopwatch.GetTimestamp();
            method.Handler(call);
            measured = Stopwatch.GetElapsedTime(started);
        }

        var to = buffer.Mark();
        var cost = costs.Of(method.Name) ?? measured;
        var operating = meter.Add(caller.Key, method.Name, cost.TotalSeconds);
        budget.Spend(cost);
        return new CommandOutcome(null, from, to, call.Total, call.Next, new CallTime(start, cost.TotalSeconds, operating.Seconds, operating.ResetAt));
    }

    private void Allow(RestMethod method, Caller caller, LimitProfile profile, bool inBatch)
    {
        if (inBatch && method.NotInBatch)
        {
            throw new RestException(405, "ERROR_BATCH_METHOD_NOT_ALLOWED", "Method is not allowed for batch usage");
        }

        if (method.AppOnly && !caller.IsApplication)
        {
            throw Errors.WrongAuthType();
        }

        if (!caller.Holds(method.Scope))
        {
            throw Errors.Scope();
        }

        if (weather.RefuseCommand(caller.Key, method.Name) is { } refusal)
        {
            throw refusal;
        }

        if (profile.OperatingLimit is { } limit && meter.Read(caller.Key, method.Name).Seconds >= limit.TotalSeconds)
        {
            throw Errors.OperationTimeLimit();
        }
    }

    private static Caller WithConnector(Caller caller, PhpArray parameters)
    {
        var connector = parameters["auth_connector"];
        return connector.IsEmpty ? caller : caller with { AuthConnector = connector.AsText };
    }
}
