using Pragmatika.Engine.Journal;
using Pragmatika.Engine.Mapping;
using Pragmatika.Engine.Runs.Opening;
using Pragmatika.Engine.Runs.Watching;

namespace Pragmatika.Engine.Runs.Reverse;

/// <summary>What the journal keeps of heard records.</summary>
internal static class ReverseEntries
{
    /// <summary>What was written, and what could not be; nothing for a record that needed nothing.</summary>
    public static IEnumerable<JournalEntry> Of(RunContext context, ReverseRecord record, DateTimeOffset now)
    {
        if (record.MovedFrom is { } from)
        {
            yield return Entry(context, record, now, JournalKind.Record, JournalLevel.Info, RunTexts.Moved.With(from, record.Link.CrmId));
        }

        if (record.Changes.Count > 0 || record.NewCells is not null)
        {
            var text = record.Item is null ? ReverseTexts.Deleted : record.NewCells is null ? ReverseTexts.Written : ReverseTexts.Born;
            yield return Entry(context, record, now, JournalKind.Record, JournalLevel.Info, text.With()) with { Changes = Changes(record) };
        }

        if (record.DeletesRows)
        {
            yield return Entry(context, record, now, JournalKind.Record, JournalLevel.Info, ReverseTexts.RowsDeleted.With(string.Join(", ", record.Carriers.Select(carrier => carrier.Row.Key))));
        }

        if (record.Problems.Count > 0)
        {
            yield return Entry(context, record, now, JournalKind.Failure, JournalLevel.Warning, ProblemText.Of(record.Problems));
        }
    }

    private static JournalEntry Entry(RunContext context, ReverseRecord record, DateTimeOffset now, JournalKind kind, JournalLevel level, string text) => new()
    {
        At = now,
        Level = level,
        Kind = kind,
        Exchange = context.Exchange,
        RunId = context.RunId,
        Flow = record.Flow.Target.Name,
        Key = record.Link.Key,
        CrmId = record.Link.CrmId,
        Outcome = record.Outcome,
        Text = text,
    };

    public static string Changes(ReverseRecord record) => JsonText.Of(record, static (writer, one) =>
    {
        writer.WriteStartObject();
        foreach (var change in one.Changes)
        {
            writer.WriteStartArray(change.Rule?.Rule.Field ?? change.Column.Name);
            RecordEntries.Write(writer, change.Before);
            RecordEntries.Write(writer, change.After);
            writer.WriteStringValue(change.Column.Name); // tells a write to the table from one to the CRM
            writer.WriteEndArray();
        }

        writer.WriteEndObject();
    });
}
