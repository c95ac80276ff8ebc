using Pragmatika.Engine.Delivery;
using Pragmatika.Engine.Journal;
using Pragmatika.Engine.Links;
using Pragmatika.Engine.Questions;

namespace Pragmatika.Engine.Runs.Settling;

/// <summary>What a delivered batch leaves behind, ready to be committed.</summary>
internal sealed record BatchResult(
    IReadOnlyList<Link> Links,
    IReadOnlyList<RowState> Rows,
    IReadOnlyList<DeadLetter> DeadLetters,
    IReadOnlyList<(string Flow, string Key)> Landed,
    IReadOnlyList<JournalEntry> Journal,
    RunCounters[] Counters)
{
    public IReadOnlyList<Question> Questions { get; init; } = [];

    public IReadOnlyList<QuestionEnd> QuestionEnds { get; init; } = [];

    /// <summary>CRM records the way back is to look at: what was put to a person may come from there now.</summary>
    public IReadOnlyList<(int EntityTypeId, long CrmId)> ToHear { get; init; } = [];
}
