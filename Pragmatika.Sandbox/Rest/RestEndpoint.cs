using Pragmatika.Sandbox.Traffic;
using Pragmatika.Sandbox.Weather;
using Pragmatika.Sandbox.Wire;

namespace Pragmatika.Sandbox.Rest;

/// <summary>Everything under <c>/rest/</c>: address, parameters, credentials, limits, weather, the call, the answer.</summary>
public sealed class RestEndpoint(SandboxState state, CommandRunner runner, BatchRunner batches, CallerDirectory callers, WeatherEngine weather, SandboxStats stats)
{
    public async Task HandleAsync(HttpContext context)
    {
        stats.Request();
        var address = RestAddress.Parse(context.Request.Path.Value!["/rest".Length..]);
        var parameters = await RequestParameters.ReadAsync(context.Request, context.RequestAborted);
        var methods = MethodNames(address.Method, parameters);
        stats.WriteRequest(methods);
        var strike = weather.IsCalm ? null : weather.StrikeRequest(methods);
        var answer = AnswerBuffer.Rent();
        try
        {
            if (!await Storms.BeforeAsync(context, strike, state.Clock))
            {
                var budget = new RequestBudget(state.Profile);
                Answer(context, address, parameters, answer, strike, budget);
                await TakeTimeAsync(budget.Spent, context.RequestAborted);
                await Storms.SendAsync(context, address, answer, strike);
            }
        }
        catch (RequestCutException)
        {
            await Storms.CutAsync(context, strike);
        }
        finally
        {
            answer.Return();
        }
    }

    private Task TakeTimeAsync(TimeSpan cost, CancellationToken cancellationToken) =>
        state.AnswersTakeTheirCost && cost > TimeSpan.Zero ? Task.Delay(cost, state.Clock, cancellationToken) : Task.CompletedTask;

    private static List<string> MethodNames(string method, PhpArray parameters) =>
        string.Equals(method, "batch", StringComparison.OrdinalIgnoreCase) ? ["batch", .. BatchRunner.MethodsOf(parameters)] : [method];

    private void Answer(HttpContext context, RestAddress address, PhpArray parameters, AnswerBuffer answer, WeatherStrike? strike, RequestBudget budget)
    {
        try
        {
            if (Storms.Refusal(strike) is { } refusal)
            {
                throw refusal;
            }

            if (!state.Buckets.TryTake(context.Connection.RemoteIpAddress?.ToString() ?? "", budget.Profile))
            {
                throw Errors.TooManyRequests();
            }

            context.Response.StatusCode = Run(address, parameters, answer, budget, strike, context.Request.IsHttps);
        }
        catch (RestException failure)
        {
            stats.Refused(failure.Code);
            WriteFailure(context, answer, failure);
        }
    }

    private int Run(RestAddress address, PhpArray parameters, AnswerBuffer answer, RequestBudget budget, WeatherStrike? strike, bool isHttps)
    {
        if (state.RequireHttps && !isHttps)
        {
            throw new RestException(400, "INVALID_REQUEST", "Https required");
        }

        if (address.IsVersion3)
        {
            throw Errors.UnknownMethod();
        }

        var caller = FindCaller(address, parameters);
        var outcome = string.Equals(address.Method, "batch", StringComparison.OrdinalIgnoreCase)
            ? RunBatch(parameters, caller, answer, budget, strike)
            : RunSingle(address.Method, parameters, caller, answer, budget);
        return outcome;
    }

    private Caller FindCaller(RestAddress address, PhpArray parameters)
    {
        if (address.IsWebhook)
        {
            return callers.FindWebhook(address.UserId!, address.Code!) ?? throw Errors.Credentials();
        }

        var token = parameters["auth"].IsEmpty ? parameters["access_token"] : parameters["auth"];
        return state.Tokens.Authorise(token.AsText);
    }

    private int RunSingle(string method, PhpArray parameters, Caller caller, AnswerBuffer answer, RequestBudget budget)
    {
        var result = AnswerBuffer.Rent();
        try
        {
            var outcome = runner.Run(method, parameters, caller, result, budget, inBatch: false);
            if (outcome.Failure is { } failure)
            {
                ErrorBody.Write(answer.Json, failure);
                answer.Mark();
                return failure.Status;
            }

            WriteEnvelope(answer, result, outcome);
            return StatusCodes.Status200OK;
        }
        finally
        {
            result.Return();
        }
    }

    private void WriteEnvelope(AnswerBuffer answer, AnswerBuffer result, CommandOutcome outcome)
    {
        var json = answer.Json;
        json.WriteStartObject();
        json.WritePropertyName("result"u8);
        json.WriteRawValue(result.Bytes.Written.Span[outcome.From..outcome.To], skipInputValidation: true);
        if (outcome.Next is { } next)
        {
            json.WriteNumber("next"u8, next);
        }

        if (outcome.Total is { } total)
        {
            json.WriteNumber("total"u8, total);
        }

        json.WritePropertyName("time"u8);
        outcome.Time.Write(json, runner.Time);
        json.WriteEndObject();
        answer.Mark();
    }

    private int RunBatch(PhpArray parameters, Caller caller, AnswerBuffer answer, RequestBudget budget, WeatherStrike? strike)
    {
        stats.Command("batch");
        var start = state.Clock.GetUtcNow().ToUnixTimeMilliseconds() / 1000.0;
        answer.Json.WriteStartObject();
        answer.Json.WritePropertyName("result"u8);
        batches.Run(parameters, caller, answer, budget, Storms.DiesAfter(strike, parameters));
        answer.Json.WritePropertyName("time"u8);
        var time = new CallTime(start, budget.Spent.TotalSeconds, 0, (long)start + 600);
        time.Write(answer.Json, runner.Time);
        answer.Json.WriteEndObject();
        answer.Mark();
        return StatusCodes.Status200OK;
    }

    private static void WriteFailure(HttpContext context, AnswerBuffer answer, RestException failure)
    {
        answer.Clear();
        ErrorBody.Write(answer.Json, failure);
        answer.Mark();
        context.Response.StatusCode = failure.Status;
    }
}
