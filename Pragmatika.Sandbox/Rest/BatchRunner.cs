using Pragmatika.Sandbox.Wire;

namespace Pragmatika.Sandbox.Rest;

/// <summary>Runs up to 50 commands in order and answers five maps encoded the PHP way (reference 4).</summary>
public sealed class BatchRunner(CommandRunner runner)
{
    public const int MaxCommands = 50;

    /// <summary>Writes the batch's result value into the answer. Commands after <paramref name="diesAfter"/> never run.</summary>
    /// <exception cref="RequestCutException">The request used up its time or the batch died on the way.</exception>
    public void Run(PhpArray parameters, Caller caller, AnswerBuffer answer, RequestBudget budget, int diesAfter)
    {
        var results = AnswerBuffer.Rent();
        try
        {
            var outcomes = RunCommands(parameters, caller, results, budget, diesAfter);
            Write(answer, results, outcomes);
        }
        finally
        {
            results.Return();
        }
    }

    /// <summary>Method names of the commands, for weather that strikes by method.</summary>
    public static IEnumerable<string> MethodsOf(PhpArray parameters) =>
        Commands(parameters).Select(command => MethodOf(command.Value.AsText, out _));

    private List<(string Label, CommandOutcome Outcome)> RunCommands(PhpArray parameters, Caller caller, AnswerBuffer results, RequestBudget budget, int diesAfter)
    {
        var halts = parameters.AnyCase("halt").IsYes;
        var references = new ResultReferences(results);
        var outcomes = new List<(string Label, CommandOutcome Outcome)>();
        foreach (var (label, command) in Commands(parameters))
        {
            if (outcomes.Count >= diesAfter)
            {
                throw new RequestCutException();
            }

            var outcome = outcomes.Count >= MaxCommands
                ? CommandOutcome.Failed(new RestException(400, "ERROR_BATCH_LENGTH_EXCEEDED", "Max batch length exceeded"))
                : RunOne(command.AsText, caller, results, budget, references);
            outcomes.Add((label, outcome));
            if (outcome.Failure is null)
            {
                references.Remember(label, outcome.From, outcome.To);
            }
            else if (halts)
            {
                break;
            }
        }

        return outcomes;
    }

    private CommandOutcome RunOne(string command, Caller caller, AnswerBuffer results, RequestBudget budget, ResultReferences references)
    {
        var method = MethodOf(command, out var query);
        var parameters = new PhpArray(8);
        FormParameters.Read(query, parameters);
        references.Resolve(parameters);
        return runner.Run(method, parameters, caller, results, budget, inBatch: true);
    }

    private static PhpArray Commands(PhpArray parameters) => parameters.AnyCase("cmd").Array ?? new PhpArray();

    private static string MethodOf(string command, out ReadOnlySpan<char> query)
    {
        var mark = command.IndexOf('?', StringComparison.Ordinal);
        query = mark < 0 ? default : command.AsSpan(mark + 1);
        return RestAddress.CleanMethod(mark < 0 ? command : command[..mark]);
    }

    private void Write(AnswerBuffer answer, AnswerBuffer results, List<(string Label, CommandOutcome Outcome)> outcomes)
    {
        var json = answer.Json;
        var done = outcomes.FindAll(entry => entry.Outcome.Failure is null);
        var written = results.Bytes.Written;
        json.WriteStartObject();
        json.WritePropertyName("result"u8);
        PhpMaps.Write(json, done, Label, (writer, entry) => writer.WriteRawValue(written.Span[entry.Outcome.From..entry.Outcome.To], skipInputValidation: true));
        json.WritePropertyName("result_error"u8);
        PhpMaps.Write(json, outcomes.FindAll(entry => entry.Outcome.Failure is not null), Label, static (writer, entry) => ErrorBody.Write(writer, entry.Outcome.Failure!));
        json.WritePropertyName("result_total"u8);
        PhpMaps.Write(json, done.FindAll(entry => entry.Outcome.Total is not null), Label, static (writer, entry) => writer.WriteNumberValue(entry.Outcome.Total!.Value));
        json.WritePropertyName("result_next"u8);
        PhpMaps.Write(json, done.FindAll(entry => entry.Outcome.Next is not null), Label, static (writer, entry) => writer.WriteNumberValue(entry.Outcome.Next!.Value));
        json.WritePropertyName("result_time"u8);
        PhpMaps.Write(json, done, Label, (writer, entry) => entry.Outcome.Time.Write(writer, runner.Time));
        json.WriteEndObject();
    }

    private static string Label((string Label, CommandOutcome Outcome) entry) => entry.Label;
}
