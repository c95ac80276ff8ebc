using Pragmatika.Engine.Delivery;
using Pragmatika.Engine.Journal;
using Pragmatika.Engine.Links;

namespace Pragmatika.Engine.Runs;

/// <summary>What a delivered batch leaves behind, ready to be committed.</summary>
internal sealed record BatchResult(
    IReadOnlyList<Link> Links,
    IReadOnlyList<RowState> Rows,
    IReadOnlyList<DeadLetter> DeadLetters,
    IReadOnlyList<(string Flow, string Key)> Landed,
    IReadOnlyList<JournalEntry> Journal,
    RunCounters[] Counters);
