using System.Globalization;
using Pragmatika.Engine.Conflicts;
using Pragmatika.Engine.Connectors.Sql;
using Pragmatika.Engine.Exchanges;
using Pragmatika.Engine.Links;
using Pragmatika.Engine.Mapping;
using Pragmatika.Engine.Mapping.Inverses;
using Pragmatika.Engine.Mapping.Values;
using Pragmatika.Engine.Questions;
using Pragmatika.Engine.Runs.Opening;
using Pragmatika.Engine.Runs.Planning;
using Pragmatika.Engine.Runs.Questions;
using Pragmatika.Engine.Runs.Reading;

namespace Pragmatika.Engine.Runs.Reverse;

/// <summary>Decides what a heard record means for its rows. Reads and writes nothing but the desk's notes of answers carried out.</summary>
internal sealed class ReversePlan(SourceMoments moments, ValueReader reader, QuestionDesk desk)
{
    public void Make(ReverseRecord record)
    {
        if (record.Carriers.Count == 0)
        {
            record.Outcome = record.Problems.Count > 0 ? Outcome.Rejected : Outcome.Skipped; // no row carries the key any more, or none can be made
        }
        else if (record.Item is null)
        {
            Gone(record);
        }
        else if (record.Carriers[^1].Mapped is { } mapped)
        {
            Compare(record, mapped);
            GiveBirth(record);
        }
        else
        {
            record.Outcome = Outcome.Skipped; // the way forward says what is wrong with the row
        }
    }

    /// <summary>The way forward meets the new row by itself, whatever is owed.</summary>
    private static void GiveBirth(ReverseRecord record)
    {
        if (record.NewCells is not null)
        {
            record.Outcome = record.Problems.Count > 0 ? Outcome.Rejected : Outcome.Created;
            (record.AgreedMoved, record.OwesCrm) = (true, false);
        }
    }

    /// <summary>A person's yes counts whatever the policy says by now.</summary>
    private void Gone(ReverseRecord record)
    {
        record.Outcome = Outcome.Skipped;
        if (!record.IsGone)
        {
            return;
        }

        var question = record.Question(QuestionKind.DeleteRows);
        if (desk.Find(question) is { Side: AnswerSide.Delete })
        {
            desk.Accept(question);
            DeleteRows(record);
            return;
        }

        switch (record.Flow.Definition.Deleted?.Policy)
        {
            case DeletePolicy.Delete:
                DeleteRows(record);
                break;
            case DeletePolicy.Ask when !desk.IsKept(question):
                record.AsksToDelete = true;
                record.Outcome = Outcome.Conflicted;
                break;
            case DeletePolicy.Mark when record.Flow.Mark is { } column && !record.Carriers.All(carrier => IsMarked(record, carrier)):
                Mark(record, column);
                break;
        }
    }

    private static void DeleteRows(ReverseRecord record)
    {
        record.DeletesRows = true;
        record.Outcome = Outcome.Updated;
    }

    private void Mark(ReverseRecord record, Column column)
    {
        var value = Value.Text(record.Flow.Definition.Deleted!.Value);
        if (!ColumnCell.TryMake(value, column, ReverseTexts.Plain, reader, out var cell, out var trouble))
        {
            record.Problems.Add(new FieldProblem("deleted", column.Name, trouble!.Reason, trouble.Remedy));
            record.Outcome = Outcome.Rejected;
            return;
        }

        record.Changes.Add(new CellChange(null, column, cell, Value.None, value));
        record.Outcome = Outcome.Updated;
    }

    private static bool IsMarked(ReverseRecord record, Carrier carrier) =>
        string.Equals(Convert.ToString(carrier.Row[record.Flow.Mark!.Name], CultureInfo.InvariantCulture), record.Flow.Definition.Deleted!.Value, StringComparison.Ordinal);

    /// <summary>A record that is back (from the recycle bin) takes the mark off its rows.</summary>
    private void Unmark(ReverseRecord record)
    {
        var mark = record.Flow.Definition.Deleted;
        if (record.Flow.Mark is { } column
            && record.Carriers.Any(carrier => IsMarked(record, carrier))
            && ColumnCell.TryMake(Value.None, column, ReverseTexts.Plain, reader, out var cell, out _))
        {
            record.Changes.Add(new CellChange(null, column, cell, Value.Text(mark!.Value), Value.None));
        }
    }

    private void Compare(ReverseRecord record, MapResult.Mapped mapped)
    {
        var target = record.Flow.Target;
        var times = new ChangeMoments(moments.Of(record.Carriers[^1].Version), record.Item!.UpdatedTime);
        var isSuperseded = record.Carriers[^1].Version is { } version && record.Link.SourceVersion is { } last && string.CompareOrdinal(version, last) < 0; // a newer row of another key wrote the record
        var same = 0;
        foreach (var rule in record.Flow.Rules)
        {
            var meaning = new FieldMeaning(target.Entity, rule.Rule.Field, record.Item);
            var (source, agreed) = (mapped.Values[rule.Index], record.Agreed[rule.Index]);
            var crm = meaning.Read(agreed.IsNone ? source : agreed);
            same += meaning.Same(crm, agreed) ? 1 : 0;
            var yields = isSuperseded && rule.Rule.Direction == Direction.Both && !crm.IsNone && !meaning.Same(source, crm);
            switch (yields ? Decision.ToSql : ThreeWay.Decide(rule.Rule, source, crm, agreed, times, meaning.Same))
            {
                case Decision.Agreed:
                    record.Agreed[rule.Index] = rule.Rule.Direction == Direction.Both ? source : crm;
                    record.AgreedMoved = true;
                    break;
                case Decision.ToCrm:
                    Owe(record, rule);
                    break;
                case Decision.ToSql:
                    Write(record, rule, meaning, source, crm);
                    break;
                case Decision.Conflict:
                    Settle(record, rule, meaning, meaning.Conflict(rule.Index, source, crm, agreed, times), source, crm);
                    break;
            }
        }

        record.IsAsAgreed = same == record.Flow.Rules.Count;
        TakeOver(record);
        AcceptWritten(record);
        Unmark(record);
        record.Outcome = record.Problems.Count > 0 ? Outcome.Rejected : record.Conflicts.Count > 0 ? Outcome.Conflicted : record.Changes.Count > 0 ? Outcome.Updated : Outcome.Unchanged;
    }

    private static void Owe(ReverseRecord record, ReverseRule rule)
    {
        record.OwesCrm = true;
        record.Unsettled.Add(rule.Rule.Field);
    }

    /// <summary>Carries out what a person said of this conflict as it stands, or leaves the field alone.</summary>
    private void Settle(ReverseRecord record, ReverseRule rule, FieldMeaning meaning, FieldConflict conflict, Value source, Value crm)
    {
        var question = record.Question(QuestionKind.Conflict, rule.Rule.Field);
        var answer = desk.Find(question) is { } given && given.Question.SqlValue == conflict.Sql && given.Question.CrmValue == conflict.Crm ? given : null;
        switch (answer?.Side)
        {
            case AnswerSide.Sql:
                TakeSql(record, rule, question, crm);
                break;
            case AnswerSide.Crm:
                Write(record, rule, meaning, source, crm);
                break;
            case AnswerSide.Typed:
                WriteTyped(record, rule, meaning, question, meaning.Typed(answer.Text, crm.IsNone ? source : crm, reader.Formats.Currency), source, crm);
                break;
            default:
                record.Conflicts.Add(conflict);
                record.Unsettled.Add(rule.Rule.Field);
                break;
        }
    }

    private void WriteTyped(ReverseRecord record, ReverseRule rule, FieldMeaning meaning, QuestionName question, Value typed, Value source, Value crm)
    {
        if (meaning.Same(typed, crm))
        {
            Write(record, rule, meaning, source, crm);
            return;
        }

        if (meaning.Same(typed, source))
        {
            TakeSql(record, rule, question, crm);
            return;
        }

        Owe(record, rule);
        Write(record, rule, meaning, source, typed, crm);
    }

    /// <summary>From what the CRM holds now only the table has changed: so the way forward writes it, in this run or in any later one.</summary>
    private void TakeSql(ReverseRecord record, ReverseRule rule, QuestionName question, Value crm)
    {
        Owe(record, rule);
        record.Agreed[rule.Index] = crm;
        record.AgreedMoved = true;
        desk.Accept(question);
    }

    /// <summary>What could not be written stays a question; what was written for another reason than the answer is no answer.</summary>
    private void AcceptWritten(ReverseRecord record)
    {
        record.Unsettled.UnionWith(record.Problems.Select(problem => problem.Field));
        foreach (var change in record.Changes)
        {
            var question = record.Question(QuestionKind.Conflict, change.Rule!.Rule.Field);
            if (desk.Find(question) is { Side: AnswerSide.Crm } || (desk.Find(question) is { Side: AnswerSide.Typed } typed && (change.Crm is not null || typed.Question.CrmValue == typed.Text)))
            {
                desk.Accept(question);
            }
        }
    }

    private void Write(ReverseRecord record, ReverseRule rule, FieldMeaning meaning, Value source, Value crm, Value? crmHolds = null)
    {
        var option = meaning.OptionId(crm);
        var made = rule.Inverse.Back(new CrmValue(crm, option));
        var back = made.Value;
        if (made.Trouble is null && option is not null && rule.Inverse.KeepsOptions && meaning.IsOptionId(source.ToString()))
        {
            back = Value.Text(option); // the column names options by their ids
        }

        var trouble = made.Trouble;
        if (trouble is null && ColumnCell.TryMake(back, rule.Column, rule.Inverse.Style, reader, out var cell, out trouble))
        {
            record.Changes.Add(new CellChange(rule, rule.Column, cell, source, crm, crmHolds));
            return;
        }

        record.Problems.Add(new FieldProblem(rule.Rule.Field, rule.Column.Name, trouble!.Reason, trouble.Remedy));
    }

    /// <summary>What both sides agree on once the cells are written: the value as the way forward will read it, so that it finds nothing to do.</summary>
    private static void TakeOver(ReverseRecord record)
    {
        if (record.Changes.Count == 0)
        {
            return;
        }

        var mapped = MapWritten(record);
        if (mapped is MapResult.Reject reject)
        {
            LeaveOut(record, reject.Problems);
            mapped = MapWritten(record);
        }

        var after = mapped as MapResult.Mapped;
        foreach (var change in record.Changes)
        {
            var index = change.Rule!.Index;
            if (change.Crm is { } held)
            {
                record.Agreed[index] = held; // the CRM has not got what was typed yet
                continue;
            }

            var meaning = new FieldMeaning(record.Flow.Target.Entity, change.Rule.Rule.Field, record.Item!);
            var isRound = after?.Key == record.Link.Key && meaning.Same(after.Values[index], change.After);
            record.Agreed[index] = isRound && change.Rule.Rule.Direction == Direction.Both ? after!.Values[index] : change.After;
            record.OwesCrm |= !isRound && change.Rule.Rule.Direction == Direction.Both; // the column spells it in its own way, and the CRM gets that
        }

        record.AgreedMoved |= record.Changes.Count > 0;
    }

    private static MapResult MapWritten(ReverseRecord record)
    {
        var row = record.Carriers[^1].Row;
        var cells = (object?[])row.Values.Clone();
        foreach (var change in record.Changes)
        {
            cells[row.Shape.OrdinalOf(change.Column.Name)] = change.Cell;
        }

        return record.Flow.Target.Mapper.Map(row with { Values = cells });
    }

    /// <summary>A value that its own rule could not read again (a phone that is none) would stop the row on its way forward: it is not written.</summary>
    private static void LeaveOut(ReverseRecord record, IReadOnlyList<FieldProblem> problems)
    {
        var fields = problems.Select(problem => problem.Field).ToHashSet(StringComparer.Ordinal);
        record.Problems.AddRange(problems);
        record.Changes.RemoveAll(change => fields.Contains(change.Rule!.Rule.Field));
    }
}
