using Pragmatika.Engine.Conflicts;
using Pragmatika.Engine.Connectors.Bitrix;
using Pragmatika.Engine.Links;
using Pragmatika.Engine.Mapping;

namespace Pragmatika.Engine.Delivery;

/// <summary>One record of one flow in a batch: what the mapping wants, what is known of it, and what is to be done.</summary>
internal sealed class RecordWork(int flow, string key, Value[] wanted, string rowKey, string? version)
{
    private List<FieldProblem>? _problems;

    public int Flow => flow;

    public string Key => key;

    public Value[] Wanted => wanted;

    /// <summary>The newest row that carries the record.</summary>
    public string RowKey => rowKey;

    public string? Version => version;

    /// <summary>Place of <see cref="RowKey"/> in its batch: rows come in the order of the source, so the higher one is the newer one.</summary>
    public int Order { get; init; }

    /// <summary>Older rows of the batch that carry the same record.</summary>
    public List<string> Carriers { get; } = [];

    /// <summary>One value per match rule.</summary>
    public Value[] Match { get; init; } = [];

    /// <summary>What is compared with other records under one match rule.</summary>
    public IEnumerable<string> MatchTexts(int rule)
    {
        var value = Match[rule];
        if (value.Kind != ValueKind.List)
        {
            return value.IsNone ? [] : [value.ToString()];
        }

        return value.AsList.Select(member => member.ToString());
    }

    /// <summary>Match values as the link keeps them.</summary>
    public IReadOnlyList<string> MatchValues { get; init; } = [];

    /// <summary>What both sides agree on after this batch, in field order; empty until it is planned.</summary>
    public Value[] Agreed { get; set; } = [];

    public Link? Link { get; set; }

    /// <summary>The link of another key that matched: this key is the same CRM record.</summary>
    public Link? Twin { get; set; }

    /// <summary>Known before delivery (a link or a match) or given by the portal.</summary>
    public long? CrmId { get; set; }

    /// <summary>The record it was linked to before; null unless another one took its place.</summary>
    public long? MovedFrom { get; private set; }

    public Change? Change { get; set; }

    /// <summary>Another record of the batch that turned out to be the same one; it is created first and both keys link to it.</summary>
    public RecordWork? Principal { get; set; }

    /// <summary>What a person answered to a doubtful match: an id, or 0 for "a new record".</summary>
    public long? Settled { get; set; }

    /// <summary>True while it is not decided whether the record exists in the CRM.</summary>
    public bool IsUndecided => Link is null && CrmId is null && Principal is null && Cause is null && Settled is null;

    public bool IsNew => Link is null && CrmId is null && Principal is null && Cause is null;

    public Outcome Outcome { get; set; } = Outcome.Failed;

    /// <summary>Fields that both sides changed and a person decides about; they are not written.</summary>
    public List<FieldConflict> Conflicts { get; } = [];

    /// <summary>Comments and files that did not reach the record; the rest of it did.</summary>
    public IReadOnlyList<FieldProblem> Problems => _problems ?? (IReadOnlyList<FieldProblem>)[];

    public void Add(FieldProblem problem)
    {
        (_problems ??= []).Add(problem);
        Message = ProblemText.Reasons(_problems);
    }

    /// <summary>What the row says of files, by field index; the wanted value is what tells whether they changed. Null when the flow has no files.</summary>
    public Dictionary<int, Value>? Files { get; set; }

    /// <summary>How the record counts: one with an open question is conflicted, one that lacks a part is rejected, whatever became of its other fields.</summary>
    public Outcome Final => Outcome is not (Outcome.Created or Outcome.Updated or Outcome.Unchanged) ? Outcome : Conflicts.Count > 0 ? Outcome.Conflicted : _problems is null ? Outcome : Outcome.Rejected;

    /// <summary>True when a person paused the record: nothing is planned for it, and its row is looked at again next time.</summary>
    public bool IsPaused { get; private set; }

    public void Pause(string reason) => (IsPaused, Outcome, Message) = (true, Outcome.Skipped, reason);

    /// <summary>True when the record was deleted in the CRM, and the flow says what becomes of its rows then.</summary>
    public bool IsGone { get; private set; }

    /// <summary>Nothing is wrong with the row: its record is no more.</summary>
    public void LeaveGone() => (IsGone, Outcome, Cause, Code, Message) = (true, Outcome.Skipped, null, string.Empty, null);

    /// <summary>True when the row is to get something of the CRM that nobody will speak of again: the way back looks at the record.</summary>
    public bool OwesSql { get; set; }

    /// <summary>Why it did not land, for people.</summary>
    public string? Message { get; set; }

    public DeadLetterCause? Cause { get; set; }

    public string Code { get; set; } = string.Empty;

    public IReadOnlyList<long> Candidates { get; set; } = [];

    /// <summary>True when this run leaves the record alone although it needs something; <see cref="Message"/> says why where a person is to know.</summary>
    public bool IsWithheld { get; set; }

    /// <summary>True when the link must be stored: it is new, or what it agreed on moved.</summary>
    public bool LinkMoved { get; set; }

    /// <summary>True when the mark of a vanished record was taken off it.</summary>
    public bool IsReturned { get; private set; }

    /// <summary>A row carries the record again; <paramref name="isWritten"/>: the CRM still had our mark.</summary>
    public void Return(bool isWritten)
    {
        (IsReturned, LinkMoved) = (true, true);
        Outcome = isWritten && Outcome == Outcome.Unchanged ? Outcome.Updated : Outcome;
    }

    /// <summary>Another record took the place of the one that is gone: what was refused is tried there.</summary>
    public void MoveTo(long crmId)
    {
        (MovedFrom, CrmId, LinkMoved) = (CrmId, crmId, true);
        (Outcome, Cause, Code, Message) = (Outcome.Failed, null, string.Empty, null);
    }

    public void Refuse(Outcome outcome, DeadLetterCause cause, string code, string message)
    {
        Outcome = outcome;
        Cause = cause;
        Code = code;
        Message = message;
    }

    public void Refuse(BitrixError error) => Refuse(
        Outcome.Failed,
        DeadLetterCause.Refused,
        error.Code.Length == 0 ? "ERROR" : error.Code,
        string.IsNullOrEmpty(error.Description) ? error.Code : error.Description);
}
