using System.Text.Json;
using Pragmatika.Engine.Delivery;
using Pragmatika.Engine.Journal;
using Pragmatika.Engine.Links;
using Pragmatika.Engine.Mapping;
using Pragmatika.Engine.Runs.Opening;
using Pragmatika.Engine.Runs.Reading;

namespace Pragmatika.Engine.Runs.Watching;

/// <summary>Journal entries of records: what changed, field by field, or why nothing did.</summary>
internal static class RecordEntries
{
    /// <summary>Null for a record that needed nothing.</summary>
    public static JournalEntry? Of(RunContext context, RecordWork record, DateTimeOffset now) => record switch
    {
        { IsWithheld: true } => record.Message is { } reason ? Entry(context, record, now, JournalKind.Failure, JournalLevel.Warning, reason) : null,
        { Outcome: Outcome.Updated, Change.IsAllUnsent: true } => null,
        { IsGone: true } => Entry(context, record, now, JournalKind.Record, JournalLevel.Info, RunTexts.Gone.With()),
        { Outcome: Outcome.Created or Outcome.Updated, Change: { } change } => Changed(context, record, change, now),
        { Cause: DeadLetterCause.DoubtfulMatch } => Entry(context, record, now, JournalKind.Question, JournalLevel.Warning, record.Message ?? string.Empty),
        { Cause: not null } => Entry(context, record, now, JournalKind.Failure, JournalLevel.Error, record.Message ?? string.Empty),
        { LinkMoved: true, Link: null } => Entry(context, record, now, JournalKind.Record, JournalLevel.Info, RunTexts.LinkedToExisting.With()),
        _ => null,
    };

    public static JournalEntry Of(RunContext context, string flow, RowWork row, MapResult.Reject reject, DateTimeOffset now) => new()
    {
        At = now,
        Level = JournalLevel.Warning,
        Kind = JournalKind.Failure,
        Exchange = context.Exchange,
        RunId = context.RunId,
        Flow = flow,
        Key = reject.Key ?? row.Key,
        Outcome = Outcome.Rejected,
        Text = ProblemText.Of(reject.Problems),
    };

    /// <summary>A row carries the record again.</summary>
    public static JournalEntry Returned(RunContext context, RecordWork record, DateTimeOffset now) =>
        Entry(context, record, now, JournalKind.Record, JournalLevel.Info, VanishedTexts.Returned.With());

    /// <summary>Comments and files that did not reach their record.</summary>
    public static JournalEntry Left(RunContext context, RecordWork record, DateTimeOffset now) =>
        Entry(context, record, now, JournalKind.Failure, JournalLevel.Warning, ProblemText.Of(record.Problems)) with { Outcome = Outcome.Rejected };

    /// <summary>The link went over to the record that took the place of the one that is gone.</summary>
    public static JournalEntry Moved(RunContext context, RecordWork record, long from, DateTimeOffset now) =>
        Entry(context, record, now, JournalKind.Record, JournalLevel.Info, RunTexts.Moved.With(from, record.CrmId!.Value));

    private static JournalEntry Changed(RunContext context, RecordWork record, Change change, DateTimeOffset now) =>
        Entry(
            context,
            record,
            now,
            JournalKind.Record,
            JournalLevel.Info,
            RecordTitle.Of(context.Targets[record.Flow].Mapper.Fields, record.Wanted),
            Changes(context.Targets[record.Flow].Mapper.Fields, change));

    private static JournalEntry Entry(RunContext context, RecordWork record, DateTimeOffset now, JournalKind kind, JournalLevel level, string text, string? changes = null) => new()
    {
        At = now,
        Level = level,
        Kind = kind,
        Exchange = context.Exchange,
        RunId = context.RunId,
        Flow = context.Targets[record.Flow].Name,
        Key = record.Key,
        CrmId = record.CrmId,
        Outcome = record.Outcome,
        Text = text,
        Changes = changes,
    };

    /// <summary>Before and after of the written fields, as the journal keeps them.</summary>
    public static string Changes(IReadOnlyList<string> fields, Change change) => Changes(fields, change, change.Record.Agreed);

    /// <summary>The same with <paramref name="after"/> as what the record will have.</summary>
    public static string Changes(IReadOnlyList<string> fields, Change change, Value[] after) => JsonText.Of((fields, change, after), static (writer, what) =>
    {
        writer.WriteStartObject();
        foreach (var index in what.change.Fields)
        {
            if (what.change.Unsent?.Contains(index) == true)
            {
                continue;
            }

            writer.WriteStartArray(what.fields[index]);
            Write(writer, what.change.Before[index]);
            Write(writer, what.after[index]);
            writer.WriteEndArray();
        }

        writer.WriteEndObject();
    });

    public static void Write(Utf8JsonWriter writer, Value value)
    {
        if (value.IsNone)
        {
            writer.WriteNullValue();
        }
        else
        {
            writer.WriteStringValue(value.ToString());
        }
    }
}
