using Pragmatika.Engine.Connectors.Bitrix;
using Pragmatika.Engine.Links;
using Pragmatika.Engine.Mapping;

namespace Pragmatika.Engine.Delivery;

/// <summary>Marks what became of a change.</summary>
internal static class Landing
{
    /// <summary>The write is in the CRM. <paramref name="crmId"/> is the id a create was given.</summary>
    public static void Land(Change change, long? crmId)
    {
        var record = change.Record;
        change.State = ChangeState.Landed;
        record.CrmId = crmId ?? change.Principal?.Record.CrmId ?? record.CrmId;
        record.Outcome = change.IsCreate || change.Created ? Outcome.Created : Outcome.Updated;
        record.LinkMoved = true;
        record.Agreed = Agreed(change);
    }

    public static void Fail(Change change, BitrixError error)
    {
        change.State = ChangeState.Failed;
        change.Failure = error.Kind;
        change.Record.Refuse(error);
    }

    public static void Fail(Change change, DeadLetterCause cause, string code, string message)
    {
        change.State = ChangeState.Failed;
        change.Record.Refuse(Outcome.Failed, cause, code, message);
    }

    /// <summary>A reference that pointed at nothing was not written: it must differ next time. So must comments and files, until they are delivered.</summary>
    private static Value[] Agreed(Change change)
    {
        // A create writes all that is wanted: nothing to put together, unless a reference pointed at nothing.
        var agreed = change.IsCreate && change.Extras is null && !Dangles(change) ? change.Record.Wanted : Planner.Agreed(change.Record.Wanted, change.Before, change.Fields);
        if (ReferenceEquals(agreed, change.Record.Wanted))
        {
            return agreed;
        }

        foreach (var index in change.Extras ?? [])
        {
            agreed[index] = change.Before[index];
        }

        foreach (var index in change.Fields)
        {
            if (agreed[index].Kind == ValueKind.Reference && !Stands(change, index))
            {
                agreed[index] = Value.None;
            }
        }

        return agreed;
    }

    private static bool Dangles(Change change)
    {
        foreach (var index in change.Fields)
        {
            if (change.Record.Wanted[index].Kind == ValueKind.Reference && !Stands(change, index))
            {
                return true;
            }
        }

        return false;
    }

    private static bool Stands(Change change, int index) =>
        change.Resolved?.ContainsKey(index) == true
        || (change.Awaits?.TryGetValue(index, out var awaited) == true && awaited.State == ChangeState.Landed);
}
