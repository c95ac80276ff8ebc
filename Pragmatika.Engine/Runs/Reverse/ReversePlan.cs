using Pragmatika.Engine.Conflicts;
using Pragmatika.Engine.Links;
using Pragmatika.Engine.Mapping;
using Pragmatika.Engine.Mapping.Inverses;
using Pragmatika.Engine.Mapping.Values;

namespace Pragmatika.Engine.Runs.Reverse;

/// <summary>Decides what a heard record means for its rows. Pure.</summary>
internal static class ReversePlan
{
    public static void Make(ReverseRecord record, SourceMoments moments, ValueReader reader)
    {
        if (record.Carriers.Count == 0)
        {
            record.Outcome = Outcome.Skipped; // no row carries the key any more
        }
        else if (record.Item is null)
        {
            Mark(record, reader);
        }
        else if (record.Carriers[^1].Mapped is { } mapped)
        {
            Compare(record, mapped, moments, reader);
        }
        else
        {
            record.Outcome = Outcome.Skipped; // the way forward says what is wrong with the row
        }
    }

    private static void Mark(ReverseRecord record, ValueReader reader)
    {
        record.Outcome = Outcome.Skipped;
        if (!record.IsGone || record.Flow.Mark is not { } column)
        {
            return;
        }

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

    private static void Compare(ReverseRecord record, MapResult.Mapped mapped, SourceMoments moments, ValueReader reader)
    {
        var target = record.Flow.Target;
        var times = new ChangeMoments(moments.Of(record.Carriers[^1].Version), record.Item!.UpdatedTime);
        var echoes = 0;
        foreach (var rule in record.Flow.Rules)
        {
            var meaning = new FieldMeaning(target.Entity, rule.Rule.Field, record.Item);
            var (source, agreed) = (mapped.Values[rule.Index], record.Agreed[rule.Index]);
            var crm = meaning.Read(agreed.IsNone ? source : agreed);
            echoes += meaning.Same(crm, agreed) ? 1 : 0;
            switch (ThreeWay.Decide(rule.Rule, source, crm, agreed, times, meaning.Same))
            {
                case Decision.Agreed:
                    record.Agreed[rule.Index] = rule.Rule.Direction == Direction.Both ? source : crm;
                    record.AgreedMoved = true;
                    break;
                case Decision.ToCrm:
                    record.OwesCrm = true;
                    break;
                case Decision.ToSql:
                    Write(record, rule, meaning, source, crm, reader);
                    break;
            }
        }

        record.IsEcho = echoes == record.Flow.Rules.Count;
        TakeOver(record);
        record.Outcome = record.Problems.Count > 0 ? Outcome.Rejected : record.Changes.Count > 0 ? Outcome.Updated : Outcome.Unchanged;
    }

    private static void Write(ReverseRecord record, ReverseRule rule, FieldMeaning meaning, Value source, Value crm, ValueReader reader)
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
            record.Changes.Add(new CellChange(rule, rule.Column, cell, source, crm));
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
