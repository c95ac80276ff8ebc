using Pragmatika.Engine.Connectors.Bitrix;
using Pragmatika.Engine.Mapping;

namespace Pragmatika.Engine.Delivery;

internal enum ChangeState : byte
{
    Pending,
    Landed,
    Failed,
}

/// <summary>One planned write: a create, or an update of the named fields.</summary>
internal sealed class Change(RecordWork record, bool isCreate, int[] fields, Value[] before)
{
    public RecordWork Record => record;

    public bool IsCreate => isCreate;

    /// <summary>Indexes of the fields to write.</summary>
    public int[] Fields => fields;

    /// <summary>Values before the change, in field order; all None for a create.</summary>
    public Value[] Before => before;

    public ChangeState State { get; set; }

    /// <summary>Why the portal refused it; null unless it did.</summary>
    public FailureKind? Failure { get; set; }

    public int Attempts { get; set; }

    /// <summary>True while it was sent and nobody knows whether it landed.</summary>
    public bool IsUnknown { get; set; }

    /// <summary>True for the first write to a record that a person or another system made: what it has and we did not write stays.</summary>
    public bool IsAdoption { get; init; }

    /// <summary>True for an adoption of what a run of ours made before it died: the values before are ours, too.</summary>
    public bool IsOwnWork { get; init; }

    /// <summary>Takes the record away; <see cref="Fields"/> tell the journal what it held.</summary>
    public bool IsDelete { get; init; }

    /// <summary>An update of a record that another change of the same batch creates: two keys turned out to be one record.</summary>
    public Change? Principal { get; init; }

    /// <summary>True for an update that finishes a create of the same batch: the record still counts as created.</summary>
    public bool Created { get; init; }

    /// <summary>Field index → the change that creates the record it refers to.</summary>
    public Dictionary<int, Change>? Awaits { get; set; }

    /// <summary>Field index → id of the existing record it refers to.</summary>
    public Dictionary<int, long>? Resolved { get; set; }

    /// <summary>Those of <see cref="Fields"/> that are no fields of the record but go to it afterwards; null when there are none. Known once the change is sent.</summary>
    public List<int>? Extras { get; set; }

    /// <summary>Those of <see cref="Extras"/> that could not be delivered.</summary>
    public HashSet<int>? Unsent { get; private set; }

    /// <summary>True for an update of which nothing arrived.</summary>
    public bool IsAllUnsent => Unsent is { Count: > 0 } && !isCreate && Unsent.Count == fields.Length;

    /// <summary>The record stands; this part of it does not, and is tried again with the row.</summary>
    public void Leave(int index, FieldProblem problem)
    {
        (Unsent ??= []).Add(index);
        record.Add(problem);
    }

    /// <summary>The record's multi-field entries, when they were read.</summary>
    public IReadOnlyList<MultiFieldEntry>? Current { get; set; }

    /// <summary>True when the matched record has no origin key yet and takes ours.</summary>
    public bool TakesOrigin { get; init; }
}
