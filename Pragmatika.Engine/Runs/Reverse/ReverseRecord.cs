using Pragmatika.Engine.Conflicts;
using Pragmatika.Engine.Connectors.Bitrix;
using Pragmatika.Engine.Connectors.Sql;
using Pragmatika.Engine.Links;
using Pragmatika.Engine.Mapping;
using Pragmatika.Engine.Questions;
using Pragmatika.Engine.Runs.Reading;

namespace Pragmatika.Engine.Runs.Reverse;

/// <summary>A column to set, and what it makes of the field in the CRM's eyes.</summary>
/// <remarks><paramref name="Crm"/> is what the CRM holds when a person typed the value: the CRM has to get it, too.</remarks>
internal readonly record struct CellChange(ReverseRule? Rule, Column Column, object? Cell, Value Before, Value After, Value? Crm = null);

/// <summary>One link of a record that was heard, and what is to become of it.</summary>
internal sealed class ReverseRecord(ReverseFlow flow, Link link, CrmItem? item, bool isGone)
{
    public ReverseFlow Flow => flow;

    /// <summary>True for a record that is linked for the first time: it was born in the CRM.</summary>
    public bool IsNew { get; init; }

    /// <summary>Column → value of the row that is to be made, beside <see cref="Changes"/>; null for a record that has its rows.</summary>
    public IReadOnlyDictionary<string, object?>? NewCells { get; set; }

    /// <summary>The record the link named before; null unless another one took its place.</summary>
    public long? MovedFrom { get; private init; }

    public static ReverseRecord Moved(ReverseFlow flow, Link link, CrmItem successor) =>
        new(flow, link.On(successor.Id, flow.Definition.Match.Count), successor, isGone: false) { MovedFrom = link.CrmId, AgreedMoved = true };

    public Link Link => link;

    /// <summary>Null when the record was not given: it is gone, or hidden from us.</summary>
    public CrmItem? Item => item;

    /// <summary>True when the portal says that there is no such record.</summary>
    public bool IsGone => isGone;

    /// <summary>Rows that carry the key, the newest last.</summary>
    public IReadOnlyList<Carrier> Carriers { get; set; } = [];

    public List<CellChange> Changes { get; } = [];

    public Value[] Agreed { get; } = ValueJson.Read(link.Agreed, flow.Target.Mapper.Fields);

    public bool AgreedMoved { get; set; }

    /// <summary>True when SQL has a value for the CRM: its row goes the way forward afterwards.</summary>
    public bool OwesCrm { get; set; }

    /// <summary>Whether every value the flow hears is as both sides agreed; null while nothing was compared.</summary>
    public bool? IsAsAgreed { get; set; }

    public Echo Echo { get; set; }

    /// <summary>Fields that both sides changed and a person decides about.</summary>
    public List<FieldConflict> Conflicts { get; } = [];

    /// <summary>Fields that this pass does not settle: they wait for a person, or for the way forward.</summary>
    public HashSet<string> Unsettled { get; } = new(StringComparer.Ordinal);

    /// <summary>A person paused the record: it is looked at when the pause is over.</summary>
    public bool IsPaused { get; private set; }

    public void Pause() => (IsPaused, Outcome) = (true, Outcome.Skipped);

    /// <summary>Nothing of it was written: somebody changed one of its rows meanwhile.</summary>
    public void Postpone()
    {
        Changes.Clear();
        Conflicts.Clear();
        (AgreedMoved, OwesCrm, Outcome) = (false, false, Outcome.Skipped);
    }

    /// <summary>True when the rows of the deleted record go, too.</summary>
    public bool DeletesRows { get; set; }

    /// <summary>True when a person is to say whether they go.</summary>
    public bool AsksToDelete { get; set; }

    public QuestionName Question(QuestionKind kind, string field = "") => new(kind, flow.Target.Name, link.Key, field);

    public Outcome Outcome { get; set; } = Outcome.Unchanged;

    /// <summary>Why something could not be written, for people.</summary>
    public List<FieldProblem> Problems { get; } = [];
}
