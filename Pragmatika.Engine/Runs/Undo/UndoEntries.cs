using System.Globalization;
using Pragmatika.Engine.Delivery;
using Pragmatika.Engine.Journal;
using Pragmatika.Engine.Links;
using Pragmatika.Engine.Mapping;
using Pragmatika.Engine.Privacy;
using Pragmatika.Engine.Runs.Opening;
using Pragmatika.Engine.Runs.Planned;
using Pragmatika.Engine.Runs.Reverse;
using Pragmatika.Engine.Runs.Watching;

namespace Pragmatika.Engine.Runs.Undo;

/// <summary>What the journal, or the preview, keeps of an undone record.</summary>
internal sealed class UndoEntries(RunContext context, IReadOnlyList<FlowTarget> targets)
{
    /// <summary>Null for a record that is as it was already.</summary>
    public JournalEntry? Of(UndoRecord record, ReverseRecord? cells) => record switch
    {
        { Action: UndoAction.Refuse } => Entry(record, JournalKind.Failure, JournalLevel.Warning, Outcome.Rejected, record.Reason ?? string.Empty),
        { Action: UndoAction.None } => null,
        { Change: { State: ChangeState.Failed } change } =>
            Entry(record, JournalKind.Failure, JournalLevel.Error, Outcome.Failed, UndoTexts.Refused.With(change.Record.Message)),
        { Change: { State: ChangeState.Landed } change } => Entry(record, JournalKind.Record, JournalLevel.Info, change.IsCreate ? Outcome.Created : Outcome.Updated, Text(record)) with
        {
            CrmId = change.Record.CrmId,
            Changes = Changes(record, change, after: change.IsDelete ? change.Record.Wanted : change.Record.Agreed),
        },
        _ when cells is not null => Entry(record, JournalKind.Record, JournalLevel.Info, Outcome.Updated, UndoTexts.RestoredInTable.With() + Dot(record)) with { Changes = ReverseEntries.Changes(cells) },
        _ => null,
    };

    /// <summary>Null for a record that is as it was already.</summary>
    public PlannedChange? Planned(UndoRecord record, ReverseRecord? cells, long number) => record.Action == UndoAction.None ? null : new PlannedChange
    {
        Number = number,
        Kind = record.Action switch
        {
            UndoAction.Delete => PlannedKind.Delete,
            UndoAction.Recreate => PlannedKind.Create,
            UndoAction.Restore => PlannedKind.Update,
            _ => PlannedKind.Reject,
        },
        Flow = record.Flow,
        Key = record.Key,
        CrmId = record.CrmId,
        Title = Title(record),
        Why = Why(record, cells is not null),
        Changes = cells is not null ? ReverseEntries.Changes(cells) : record.Change is { } change ? Changes(record, change, change.Record.Wanted) : null,
    };

    private static string Why(UndoRecord record, bool isOfTable) => record.Action switch
    {
        UndoAction.Delete => UndoTexts.WillDelete.With(),
        UndoAction.Recreate => UndoTexts.WillRecreate.With(),
        UndoAction.Restore => (isOfTable ? UndoTexts.WillRestoreInTable : UndoTexts.WillRestore).With() + Dot(record),
        _ => record.Reason ?? string.Empty,
    };

    private static string Text(UndoRecord record) => record.Action switch
    {
        UndoAction.Delete => UndoTexts.Deleted.With(),
        UndoAction.Recreate => UndoTexts.Recreated.With(),
        _ => UndoTexts.Restored.With() + Dot(record),
    };

    private static string Dot(UndoRecord record) => string.IsNullOrEmpty(record.Reason) ? string.Empty : "." + record.Reason;

    private string Title(UndoRecord record)
    {
        if (record.Change is not { } change)
        {
            return string.Empty;
        }

        var fields = targets[change.Record.Flow].Mapper.Fields;
        var title = RecordTitle.Of(fields, change.Record.Wanted);
        return title.Length > 0 ? title : RecordTitle.Of(fields, change.Before);
    }

    /// <summary>Of a delete the id goes, too; see <see cref="UndoEntry.IdField"/>.</summary>
    private string Changes(UndoRecord record, Change change, Value[] after)
    {
        var fields = targets[change.Record.Flow].Mapper.Fields;
        return !change.IsDelete ? RecordEntries.Changes(fields, change, after) : JsonText.Of((record, change, fields), static (writer, what) =>
        {
            writer.WriteStartObject();
            writer.WriteStartArray(UndoEntry.IdField);
            writer.WriteStringValue(what.record.CrmId!.Value.ToString(CultureInfo.InvariantCulture));
            writer.WriteNullValue();
            writer.WriteEndArray();
            foreach (var index in what.change.Fields)
            {
                writer.WriteStartArray(what.fields[index]);
                RecordEntries.Write(writer, what.change.Before[index]);
                writer.WriteNullValue();
                writer.WriteEndArray();
            }

            writer.WriteEndObject();
        });
    }

    private JournalEntry Entry(UndoRecord record, JournalKind kind, JournalLevel level, Outcome outcome, string text) => new()
    {
        At = context.Time.GetUtcNow(),
        Level = level,
        Kind = kind,
        Exchange = context.Exchange,
        RunId = context.RunId,
        Flow = record.Flow,
        Key = record.Key,
        CrmId = record.CrmId,
        Outcome = outcome,
        Text = PersonalText.Mask(text),
    };
}
