using System.Text.Json;
using Pragmatika.Engine.Delivery;
using Pragmatika.Engine.Mapping;
using Pragmatika.Engine.Runs.Opening;
using Pragmatika.Engine.Runs.Reading;

namespace Pragmatika.Engine.Runs.Settling;

/// <summary>Makes dead letters of records that did not land.</summary>
internal static class DeadLetters
{
    private static readonly JsonSerializerOptions Readable = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static DeadLetter Of(RunContext context, RecordWork record, DateTimeOffset now)
    {
        var target = context.Targets[record.Flow];
        var payload = new Dictionary<string, string?>();
        for (var index = 0; index < record.Wanted.Length; index++)
        {
            if (!record.Wanted[index].IsNone)
            {
                payload[target.Mapper.Fields[index]] = Text(target.Mapper.Rules[index], record, index);
            }
        }

        return new DeadLetter
        {
            Exchange = context.Exchange,
            Flow = target.Name,
            Key = record.Key,
            RowKey = record.RowKey,
            RunId = context.RunId,
            Cause = record.Cause ?? DeadLetterCause.Rejected,
            Code = record.Cause is null ? "EXTRA" : record.Code,
            Message = record.Cause is null ? ProblemText.Of(record.Problems) : record.Message ?? string.Empty,
            Payload = JsonSerializer.Serialize(payload, Readable),
            Attempts = Math.Max(1, record.Change?.Attempts ?? 1),
            FirstAt = now,
            LastAt = now,
            Candidates = record.Candidates,
        };
    }

    /// <summary>Of a file what the row says, as long as that is no content.</summary>
    private static string? Text(Rule rule, RecordWork record, int index) => record.Files?.GetValueOrDefault(index) is { IsNone: false } source
        ? rule.File?.Holds == FileHolds.Content ? null : source.ToString()
        : record.Wanted[index].ToString();

    /// <summary>A value that could not be made: the payload holds the raw text of the columns in question.</summary>
    public static DeadLetter Of(RunContext context, string flow, RowWork row, MapResult.Reject reject, DateTimeOffset now) => new()
    {
        Exchange = context.Exchange,
        Flow = flow,
        Key = reject.Key ?? row.Key,
        RowKey = row.Key,
        RunId = context.RunId,
        Cause = DeadLetterCause.Rejected,
        Code = "MAPPING",
        Message = ProblemText.Of(reject.Problems),
        Payload = JsonSerializer.Serialize(
            reject.Problems.GroupBy(problem => problem.Field).ToDictionary(group => group.Key, group => RawText(row.Raw!, group.First().Column)), Readable),
        FirstAt = now,
        LastAt = now,
    };

    private static string? RawText(SourceRow row, string? column) =>
        column is null ? null : Convert.ToString(row[column], System.Globalization.CultureInfo.InvariantCulture);
}
