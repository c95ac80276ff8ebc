using Pragmatika.Engine.Connectors.Bitrix;
using Pragmatika.Engine.Connectors.Bitrix.Entities;
using Pragmatika.Engine.Links;
using Pragmatika.Engine.Mapping;

namespace Pragmatika.Engine.Delivery;

/// <summary>Takes out changes the portal would refuse or silently cut (unknown stage or option, missing field, text too long), before anything is sent. Pure.</summary>
internal static class WirePrecheck
{
    /// <summary>Refused changes leave the list; whatever refers to their records is sent without the reference.</summary>
    public static void Apply(List<Change> changes, IReadOnlyList<FlowTarget> targets) =>
        changes.RemoveAll(change => IsRefused(change, targets[change.Record.Flow]));

    private static bool IsRefused(Change change, FlowTarget target)
    {
        if (change.Principal is { State: ChangeState.Failed } principal)
        {
            var first = principal.Record;
            return Refuse(change, first.Outcome, first.Cause ?? DeadLetterCause.Rejected, first.Code, first.Message ?? string.Empty);
        }

        var fields = new List<WireField>(change.Fields.Length);
        foreach (var index in change.Fields)
        {
            if (target.Mapper.Rules[index].Kind != RuleKind.Comment) // that is no field
            {
                fields.Add(Field(change, index, target));
            }
        }

        var problems = WireCheck.Of(target.Entity, fields);
        return problems.Count > 0
            && Refuse(change, Outcome.Rejected, DeadLetterCause.Rejected, "FIELD", ProblemText.Of(problems));
    }

    private static WireField Field(Change change, int index, FlowTarget target)
    {
        var value = change.Record.Wanted[index];
        return new WireField(target.Mapper.Fields[index], value, value.Kind == ValueKind.Reference ? string.Empty : null);
    }

    private static bool Refuse(Change change, Outcome outcome, DeadLetterCause cause, string code, string message)
    {
        change.State = ChangeState.Failed;
        change.Record.Refuse(outcome, cause, code, message);
        change.Record.LinkMoved = false;
        return true;
    }
}
