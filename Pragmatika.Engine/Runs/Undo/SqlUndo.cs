using Pragmatika.Engine.Connectors.Bitrix;
using Pragmatika.Engine.Links;
using Pragmatika.Engine.Mapping;
using Pragmatika.Engine.Mapping.Inverses;
using Pragmatika.Engine.Mapping.Values;
using Pragmatika.Engine.Runs.Opening;
using Pragmatika.Engine.Runs.Planning;
using Pragmatika.Engine.Runs.Reading;
using Pragmatika.Engine.Runs.Reverse;

namespace Pragmatika.Engine.Runs.Undo;

/// <summary>Plans and writes what an undo does in the table: cells that still hold what the run wrote get the value before.</summary>
internal sealed class SqlUndo(RunContext context)
{
    private readonly IReadOnlyList<ReverseFlow> _flows = ReverseFlow.AllOf(context);
    private readonly CarrierFinder _carriers = new(context);
    private readonly SqlWriter _writer = new(context);
    private readonly ValueReader _reader = new(context.Definition.Formats);

    /// <summary>The cells to set, by record; records that need none are missing.</summary>
    public async Task<IReadOnlyDictionary<UndoRecord, ReverseRecord>> PlanAsync(IReadOnlyList<UndoRecord> records, CancellationToken cancellationToken)
    {
        var planned = new Dictionary<UndoRecord, ReverseRecord>();
        foreach (var same in records.GroupBy(record => record.Flow, StringComparer.Ordinal))
        {
            if (_flows.FirstOrDefault(flow => flow.Target.Name == same.Key) is not { } flow)
            {
                same.ToList().ForEach(record => record.Refuse(UndoTexts.NoRule.With(string.Join(", ", record.Fields.Select(field => field.Field)))));
                continue;
            }

            var rows = await _carriers.FindAsync(flow, [.. same.Select(record => record.Key)], cancellationToken);
            foreach (var record in same)
            {
                if (Plan(flow, record, rows.GetValueOrDefault(record.Key) ?? []) is { Changes.Count: > 0 } cells)
                {
                    planned[record] = cells;
                }
            }
        }

        return planned;
    }

    public Task WriteAsync(IEnumerable<ReverseRecord> records, CancellationToken cancellationToken) => _writer.WriteAsync([.. records], cancellationToken);

    private ReverseRecord? Plan(ReverseFlow flow, UndoRecord record, IReadOnlyList<Carrier> rows)
    {
        if (rows.Count == 0)
        {
            record.Refuse(UndoTexts.NoRows.With());
            return null;
        }

        var cells = new ReverseRecord(flow, Link(flow, record), item: null, isGone: false) { Carriers = rows };
        var (touched, impossible) = (new List<string>(), new List<string>());
        foreach (var field in record.Fields)
        {
            Plan(cells, field, touched, impossible);
        }

        cells.Changes.Sort((left, right) => (left.Rule?.Index ?? int.MaxValue).CompareTo(right.Rule?.Index ?? int.MaxValue)); // the writer groups by this order
        if (cells.Changes.Count > 0)
        {
            record.Action = UndoAction.Restore;
            record.Reason = touched.Count + impossible.Count > 0 ? UndoTexts.Stay.With(string.Join(", ", touched.Concat(impossible))) : null;
        }
        else if (touched.Count > 0)
        {
            record.Refuse(UndoTexts.Touched.With(string.Join(", ", touched)));
        }
        else if (impossible.Count > 0)
        {
            record.Refuse(UndoTexts.NoRule.With(string.Join(", ", impossible)));
        }

        return cells;
    }

    private void Plan(ReverseRecord cells, UndoField field, List<string> touched, List<string> impossible)
    {
        var flow = cells.Flow;
        var rule = flow.Rules.FirstOrDefault(one => one.Rule.Field == field.Field && one.Column.Name.Equals(field.Column, StringComparison.OrdinalIgnoreCase));
        if (rule is null && flow.Mark?.Name != field.Column)
        {
            impossible.Add(field.Field);
            return;
        }

        var (before, after) = (ValueOf(flow, field.Field, field.Before), ValueOf(flow, field.Field, field.After));
        var meaning = new FieldMeaning(flow.Target.Entity, field.Field, new CrmItem { Id = 0, Values = new Dictionary<string, Value>() });
        if (Current(cells, rule, field) is not { } current || !meaning.Same(current, after))
        {
            if (Current(cells, rule, field) is not { } other || !meaning.Same(other, before))
            {
                touched.Add(field.Field);
            }

            return;
        }

        var column = rule?.Column ?? flow.Mark!;
        var value = rule is null ? before : Back(rule, meaning, before, current);
        if (value is { } back && ColumnCell.TryMake(back, column, rule?.Inverse.Style ?? ReverseTexts.Plain, _reader, out var cell, out _))
        {
            cells.Changes.Add(new CellChange(rule, column, cell, after, before));
        }
        else
        {
            impossible.Add(field.Field);
        }
    }

    private static Value ValueOf(ReverseFlow flow, string field, string? text) => UndoValues.Read(flow.Target, field, text);

    /// <summary>What the newest row makes of the field; of a column without a rule, what it holds. Null where the row cannot be mapped.</summary>
    private static Value? Current(ReverseRecord cells, ReverseRule? rule, UndoField field)
    {
        var newest = cells.Carriers[^1];
        if (rule is not null)
        {
            return newest.Mapped?.Values[rule.Index];
        }

        // A mark is no column the mapping reads: it counts as untouched.
        return newest.Row.Shape.OrdinalOf(field.Column!) is >= 0 and var ordinal
            ? Value.Text(Convert.ToString(newest.Row.Values[ordinal], System.Globalization.CultureInfo.InvariantCulture))
            : Value.Text(field.After);
    }

    private static Value? Back(ReverseRule rule, FieldMeaning meaning, Value before, Value current)
    {
        var option = meaning.OptionId(before);
        var made = rule.Inverse.Back(new CrmValue(before, option));
        if (made.Trouble is not null)
        {
            return null;
        }

        return option is not null && rule.Inverse.KeepsOptions && meaning.IsOptionId(current.ToString()) ? Value.Text(option) : made.Value;
    }

    private static Link Link(ReverseFlow flow, UndoRecord record) => new()
    {
        Flow = record.Flow,
        Key = record.Key,
        EntityTypeId = flow.Target.Entity.EntityTypeId,
        CrmId = record.CrmId ?? 0,
        Agreed = "{}",
    };
}
