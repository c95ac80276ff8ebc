using Pragmatika.Engine.Mapping;

namespace Pragmatika.Engine.Delivery.Extras;

/// <summary>One comment or file of a record that stands in the CRM by now.</summary>
internal readonly record struct Extra(Change Change, int Index)
{
    public RecordWork Record => Change.Record;

    public long CrmId => Change.Record.CrmId!.Value;

    public Value Wanted => Change.Record.Wanted[Index];

    public Value Before => Change.Before[Index];

    /// <summary>It is there: both sides agree on it from now on.</summary>
    public void Land() => Change.Record.Agreed[Index] = Wanted;

    public void Leave(FieldProblem problem) => Change.Leave(Index, problem);
}
