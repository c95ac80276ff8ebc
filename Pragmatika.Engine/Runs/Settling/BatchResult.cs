using Pragmatika.Engine.Delivery;
using Pragmatika.Engine.Journal;
using Pragmatika.Engine.Links;
using Pragmatika.Engine.Questions;
using Pragmatika.Engine.Stores;

namespace Pragmatika.Engine.Runs.Settling;

/// <summary>What a delivered batch leaves behind, ready to be committed.</summary>
internal sealed record BatchResult
{
    public LinkPart Links { get; init; } = new();

    public RowPart Rows { get; init; } = new();

    public LetterPart Letters { get; init; } = new();

    public QuestionPart Questions { get; init; } = new();

    public IReadOnlyList<JournalEntry> Journal { get; init; } = [];

    public RunCounters[] Counters { get; init; } = [];

    /// <summary>CRM records the way back is to look at: what was put to a person may come from there now.</summary>
    public IReadOnlyList<(int EntityTypeId, long CrmId)> ToHear { get; init; } = [];

    /// <summary>What goes into the batch's transaction.</summary>
    public IReadOnlyList<IBatchPart> Parts => [Links, Rows, Letters, Questions];
}
