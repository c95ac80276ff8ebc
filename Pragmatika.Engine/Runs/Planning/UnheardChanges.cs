using Pragmatika.Engine.Conflicts;
using Pragmatika.Engine.Connectors.Bitrix;
using Pragmatika.Engine.Delivery;
using Pragmatika.Engine.Links;
using Pragmatika.Engine.Mapping;
using Pragmatika.Engine.Questions;
using Pragmatika.Engine.Runs.Opening;

namespace Pragmatika.Engine.Runs.Planning;

/// <summary>
/// Reads the records that are about to be updated by rules that go both ways, and leaves out of the update what somebody changed in the CRM meanwhile, where that change is to win.
/// The way back brings it to SQL when it is heard. Flows whose rules all go one way cost nothing here.
/// </summary>
internal sealed class UnheardChanges(RunContext context)
{
    public async Task RespectAsync(FlowTarget target, IEnumerable<RecordWork> records, CancellationToken cancellationToken)
    {
        if (!target.GoesBothWays)
        {
            return;
        }

        var open = records.Where(record => record is { CrmId: not null, Change: { IsCreate: false, IsAdoption: false, Principal: null } change } && change.Fields.Any(index => IsBothWays(target, index))).ToList();
        if (open.Count == 0)
        {
            return;
        }

        var ids = open.Select(record => record.CrmId!.Value).Distinct().ToList();
        var items = (await context.Portal.GetManyAsync(target.Entity, ids, cancellationToken)).ToDictionary(item => item.Id);
        foreach (var record in open)
        {
            if (items.TryGetValue(record.CrmId!.Value, out var item))
            {
                Compare(target, record, item);
            }
        }
    }

    private static bool IsBothWays(FlowTarget target, int index) => target.Mapper.Rules[index].Direction == Direction.Both;

    private void Compare(FlowTarget target, RecordWork record, CrmItem item)
    {
        var change = record.Change!;
        var (agreed, before) = ((Value[])change.Before.Clone(), (Value[])change.Before.Clone());
        var fields = new List<int>(change.Fields.Length);
        var moments = new ChangeMoments(context.SourceMoments.Of(record.Version), item.UpdatedTime);
        foreach (var index in change.Fields)
        {
            if (!IsBothWays(target, index))
            {
                fields.Add(index);
                continue;
            }

            var rule = target.Mapper.Rules[index];
            var (meaning, wanted) = (new FieldMeaning(target.Entity, rule.Field, item), record.Wanted[index]);
            var crm = meaning.Read(agreed[index].IsNone ? wanted : agreed[index]);
            var decision = ThreeWay.Decide(rule, wanted, crm, agreed[index], moments, meaning.Same);
            if (decision == Decision.ToCrm)
            {
                fields.Add(index);
                before[index] = crm; // what is there now gives way, a phone somebody put in place of ours, too
                AcceptAnswer(target, record, rule.Field);
            }
            else if (decision == Decision.Agreed)
            {
                agreed[index] = before[index] = wanted;
                record.LinkMoved = true;
            }
            else if (decision == Decision.ToSql)
            {
                record.OwesSql = true; // it may have been heard when the record had no row
            }
            else if (decision == Decision.Conflict && TakesSql(target, record, meaning.Conflict(index, wanted, crm, agreed[index], moments)))
            {
                fields.Add(index);
                before[index] = crm;
            }
        }

        record.Agreed = agreed;
        record.Change = fields.Count > 0 ? new Change(record, isCreate: false, [.. fields], before) { Current = item.MultiFields } : null;
        if (record.Change is null)
        {
            record.Outcome = Outcome.Unchanged;
        }
    }

    /// <summary>The answer has become the policy of the rule, or came true by itself.</summary>
    private void AcceptAnswer(FlowTarget target, RecordWork record, string field)
    {
        var name = new QuestionName(QuestionKind.Conflict, target.Name, record.Key, field);
        if (context.Desk.Find(name) is { Side: AnswerSide.Sql })
        {
            context.Desk.Accept(name);
        }
    }

    /// <summary>True when a person said that the table is right; otherwise the field waits.</summary>
    private bool TakesSql(FlowTarget target, RecordWork record, FieldConflict conflict)
    {
        var name = new QuestionName(QuestionKind.Conflict, target.Name, record.Key, conflict.Field);
        if (context.Desk.Find(name) is { Side: AnswerSide.Sql } answer && answer.Question.SqlValue == conflict.Sql && answer.Question.CrmValue == conflict.Crm)
        {
            context.Desk.Accept(name);
            return true;
        }

        record.Conflicts.Add(conflict);
        record.Message = QuestionTexts.Waits.With(string.Join(", ", record.Conflicts.Select(one => one.Field)));
        return false;
    }
}
